using System.Buffers;
using Apache.Arrow;

namespace NotebookSqlAuth.Spark.Staging.Parquet;

/// <summary>Decimals of more than 18 digits: big-endian two's complement in as few bytes as the precision needs.</summary>
internal sealed class BigEndianDecimalEncoder(int precision) : ValueEncoder
{
    private const int ArrowWidth = 16;

    /// <summary>Bytes of a value: the least that hold 10^precision - 1 and a sign (LogicalTypes.md of parquet-format, DECIMAL).</summary>
    internal int Length { get; } = (int)Math.Ceiling(((precision * Math.Log2(10)) + 1) / 8);

    /// <inheritdoc/>
    internal override void Append(ArrayData data, int start, int count, ArrayBufferWriter<byte> page)
    {
        var values = data.Buffers[1].Span.Slice(start * ArrowWidth, count * ArrowWidth);
        var target = page.GetSpan(count * Length);
        for (var i = 0; i < count; i++)
        {
            var value = target.Slice(i * Length, Length);
            values.Slice(i * ArrowWidth, Length).CopyTo(value);
            value.Reverse();
        }

        page.Advance(count * Length);
    }

    /// <inheritdoc/>
    internal override int RowsWithin(ArrayData data, int start, int count, int bytes) => Math.Clamp(bytes / Length, 1, count);
}
