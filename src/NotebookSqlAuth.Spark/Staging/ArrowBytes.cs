using System.Diagnostics.CodeAnalysis;
using Apache.Arrow;
using Apache.Arrow.Types;
using NotebookSqlAuth.Spark.Arrow;

namespace NotebookSqlAuth.Spark.Staging;

/// <summary>Batches as one Arrow IPC stream in memory.</summary>
internal static class ArrowBytes
{
    /// <summary>
    /// Writes and disposes them as one batch: of the stream of a local relation, Spark 3.5 reads the first batch alone and
    /// drops the others without a word. No rows are one batch too, so that the server finds a schema.
    /// </summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "ArrowStream.Write disposes what it writes.")]
    internal static ReadOnlyMemory<byte> Of(Schema schema, IReadOnlyList<RecordBatch> batches)
    {
        try
        {
            using var bytes = new MemoryStream();
            ArrowStream.Write(bytes, schema, [batches.Count == 1 ? batches[0] : Join(schema, batches)]);
            return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        }
        finally
        {
            foreach (var batch in batches.Skip(batches.Count == 1 ? 1 : 0))
            {
                batch.Dispose();
            }
        }
    }

    private static RecordBatch Join(Schema schema, IReadOnlyList<RecordBatch> batches) => new(
        schema,
        schema.FieldsList.Select((field, i) => batches.Count == 0 ? Empty(field) : ArrowArrayConcatenator.Concatenate([.. batches.Select(batch => batch.Column(i))])),
        batches.Sum(batch => batch.Length));

    [SuppressMessage("Reliability", "CA2000", Justification = "The array owns its data.")]
    private static IArrowArray Empty(Field field)
    {
        ArrowBuffer[] buffers = field.DataType is StringType or BinaryType
            ? [ArrowBuffer.Empty, new ArrowBuffer(new byte[sizeof(int)]), ArrowBuffer.Empty]
            : [ArrowBuffer.Empty, ArrowBuffer.Empty];
        return ArrowArrayFactory.BuildArray(new ArrayData(field.DataType, 0, 0, 0, buffers));
    }
}
