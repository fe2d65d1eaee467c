using System.Buffers;
using Apache.Arrow;

namespace NotebookSqlAuth.Spark.Staging.Parquet;

/// <summary>Values that lie in Arrow as they lie in Parquet: little-endian, side by side.</summary>
internal sealed class FixedWidthEncoder(int width) : ValueEncoder
{
    /// <inheritdoc/>
    internal override void Append(ArrayData data, int start, int count, ArrayBufferWriter<byte> page) =>
        page.Write(data.Buffers[1].Span.Slice(start * width, count * width));

    /// <inheritdoc/>
    internal override int RowsWithin(ArrayData data, int start, int count, int bytes) => Math.Clamp(bytes / width, 1, count);
}
