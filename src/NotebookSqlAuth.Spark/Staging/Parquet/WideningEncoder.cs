using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;

namespace NotebookSqlAuth.Spark.Staging.Parquet;

/// <summary>Small integers, which Parquet stores in 32 bits.</summary>
internal sealed class WideningEncoder<T> : ValueEncoder
    where T : struct, IBinaryInteger<T>
{
    /// <inheritdoc/>
    internal override void Append(ArrayData data, int start, int count, ArrayBufferWriter<byte> page)
    {
        var values = MemoryMarshal.Cast<byte, T>(data.Buffers[1].Span).Slice(start, count);
        var target = MemoryMarshal.Cast<byte, int>(page.GetSpan(count * sizeof(int)));
        for (var i = 0; i < values.Length; i++)
        {
            target[i] = int.CreateTruncating(values[i]);
        }

        page.Advance(count * sizeof(int));
    }

    /// <inheritdoc/>
    internal override int RowsWithin(ArrayData data, int start, int count, int bytes) => Math.Clamp(bytes / sizeof(int), 1, count);
}
