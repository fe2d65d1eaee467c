using System.Buffers;
using Apache.Arrow;

namespace NotebookSqlAuth.Spark.Staging.Parquet;

/// <summary>One bit a value, least significant first; a page's last byte is filled with zeros.</summary>
internal sealed class BooleanEncoder : ValueEncoder
{
    private int _bits;
    private int _bitCount;

    /// <inheritdoc/>
    internal override void Append(ArrayData data, int start, int count, ArrayBufferWriter<byte> page)
    {
        var values = data.Buffers[1].Span;
        for (var i = start; i < start + count; i++)
        {
            _bits |= ((values[i >> 3] >> (i & 7)) & 1) << _bitCount;
            if (++_bitCount == 8)
            {
                EndPage(page);
            }
        }
    }

    /// <inheritdoc/>
    internal override int RowsWithin(ArrayData data, int start, int count, int bytes) => count;

    /// <inheritdoc/>
    internal override void EndPage(ArrayBufferWriter<byte> page)
    {
        if (_bitCount > 0)
        {
            page.GetSpan(1)[0] = (byte)_bits;
            page.Advance(1);
            _bits = _bitCount = 0;
        }
    }
}
