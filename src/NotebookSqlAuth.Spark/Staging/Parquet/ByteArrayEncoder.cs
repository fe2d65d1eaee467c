using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Apache.Arrow;

namespace NotebookSqlAuth.Spark.Staging.Parquet;

/// <summary>Texts and bytes: each its length in four bytes, little-endian, and then itself. Arrow holds texts in UTF-8 as Parquet does.</summary>
internal sealed class ByteArrayEncoder : ValueEncoder
{
    /// <inheritdoc/>
    internal override void Append(ArrayData data, int start, int count, ArrayBufferWriter<byte> page)
    {
        var offsets = Offsets(data);
        var bytes = data.Buffers[2].Span;
        var total = (count * sizeof(int)) + offsets[start + count] - offsets[start];
        var target = page.GetSpan(total);
        for (var i = start; i < start + count; i++)
        {
            var value = bytes[offsets[i]..offsets[i + 1]];
            BinaryPrimitives.WriteInt32LittleEndian(target, value.Length);
            value.CopyTo(target[sizeof(int)..]);
            target = target[(sizeof(int) + value.Length)..];
        }

        page.Advance(total);
    }

    /// <inheritdoc/>
    internal override int RowsWithin(ArrayData data, int start, int count, int bytes)
    {
        var offsets = Offsets(data);
        var rows = 0;
        while (rows < count && (rows * sizeof(int)) + offsets[start + rows + 1] - offsets[start] <= bytes)
        {
            rows++;
        }

        return Math.Max(1, rows);
    }

    private static ReadOnlySpan<int> Offsets(ArrayData data) => MemoryMarshal.Cast<byte, int>(data.Buffers[1].Span);
}
