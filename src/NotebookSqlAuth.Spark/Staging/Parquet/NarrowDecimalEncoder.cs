using System.Buffers;
using Apache.Arrow;

namespace NotebookSqlAuth.Spark.Staging.Parquet;

/// <summary>Decimals of up to 18 digits: the low bytes of Arrow's 16, in two's complement either way.</summary>
internal sealed class NarrowDecimalEncoder(int width) : ValueEncoder
{
    private const int ArrowWidth = 16;

    /// <inheritdoc/>
    internal override void Append(ArrayData data, int start, int count, ArrayBufferWriter<byte> page)
    {
        var values = data.Buffers[1].Span.Slice(start * ArrowWidth, count * ArrowWidth);
        var target = page.GetSpan(count * width);
        for (var i = 0; i < count; i++)
        {
            values.Slice(i * ArrowWidth, width).CopyTo(target[(i * width)..]);
        }

        page.Advance(count * width);
    }

    /// <inheritdoc/>
    internal override int RowsWithin(ArrayData data, int start, int count, int bytes) => Math.Clamp(bytes / width, 1, count);
}
