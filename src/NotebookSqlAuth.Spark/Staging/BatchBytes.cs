using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace NotebookSqlAuth.Spark.Staging;

/// <summary>Counts the bytes of a batch's rows, whatever else its buffers hold.</summary>
internal static class BatchBytes
{
    internal static long Of(RecordBatch batch)
    {
        long bytes = 0;
        for (var i = 0; i < batch.ColumnCount; i++)
        {
            bytes += Of(batch.Column(i).Data);
        }

        return bytes;
    }

    private static long Of(ArrayData data) => (data.Length / 8) + data.DataType switch
    {
        StringType or BinaryType => ValueBytes(data),
        FixedWidthType type => (long)data.Length * type.BitWidth / 8,
        _ => 0,
    };

    private static long ValueBytes(ArrayData data)
    {
        var offsets = MemoryMarshal.Cast<byte, int>(data.Buffers[1].Span);
        return offsets.IsEmpty
            ? 0
            : ((long)sizeof(int) * data.Length) + offsets[data.Offset + data.Length] - offsets[data.Offset];
    }
}
