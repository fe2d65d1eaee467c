using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;

namespace NotebookSqlAuth.Spark.Tests.Connect;

/// <summary>Arrow streams written by hand.</summary>
internal static class ArrowBytes
{
    /// <summary>The schema of <see cref="Numbers"/>, as Spark writes it.</summary>
    internal const string NumbersSchema =
        """{"type":"struct","fields":[{"name":"n","type":"long","nullable":true,"metadata":{}},{"name":"t","type":"string","nullable":true,"metadata":{}}]}""";

    /// <summary>rows × 2: n counts from 0 and is NULL at 1, t is its text.</summary>
    internal static byte[] Numbers(int rows)
    {
        var n = new Int64Array.Builder().Reserve(rows);
        var t = new StringArray.Builder();
        for (var i = 0; i < rows; i++)
        {
            if (i == 1)
            {
                n.AppendNull();
            }
            else
            {
                n.Append(i);
            }

            t.Append($"row {i}");
        }

        var schema = new Schema([new Field("n", Int64Type.Default, true), new Field("t", StringType.Default, true)], null);
        using var batch = new RecordBatch(schema, [n.Build(), t.Build()], rows);
        using var stream = new MemoryStream();
        using (var writer = new ArrowStreamWriter(stream, schema, leaveOpen: true))
        {
            writer.WriteRecordBatch(batch);
            writer.WriteEnd();
        }

        return stream.ToArray();
    }
}
