using System.Diagnostics.CodeAnalysis;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;

namespace NotebookSqlAuth.Spark.Staging;

/// <summary>Batches as one Arrow IPC stream in memory.</summary>
internal static class ArrowBytes
{
    /// <summary>Writes them; no batch is one empty batch, so that the stream tells its schema in either case.</summary>
    internal static ReadOnlyMemory<byte> Of(Schema schema, IReadOnlyCollection<RecordBatch> batches)
    {
        using var bytes = new MemoryStream();
        using (var writer = new ArrowStreamWriter(bytes, schema, leaveOpen: true))
        {
            writer.WriteStart();
            foreach (var batch in batches)
            {
                writer.WriteRecordBatch(batch);
            }

            if (batches.Count == 0)
            {
                using var empty = Empty(schema);
                writer.WriteRecordBatch(empty);
            }

            writer.WriteEnd();
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private static RecordBatch Empty(Schema schema) => new(schema, schema.FieldsList.Select(Empty), 0);

    [SuppressMessage("Reliability", "CA2000", Justification = "The array owns its data.")]
    private static IArrowArray Empty(Field field)
    {
        ArrowBuffer[] buffers = field.DataType is StringType or BinaryType
            ? [ArrowBuffer.Empty, new ArrowBuffer(new byte[sizeof(int)]), ArrowBuffer.Empty]
            : [ArrowBuffer.Empty, ArrowBuffer.Empty];
        return ArrowArrayFactory.BuildArray(new ArrayData(field.DataType, 0, 0, 0, buffers));
    }
}
