using Microsoft.Data.Analysis;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>The offset of a DateTimeOffset, in minutes east of UTC.</summary>
internal sealed class OffsetColumn(SparkField field, PrimitiveDataFrameColumn<DateTimeOffset> column)
    : ConvertedColumn<DateTimeOffset, short>(field, column)
{
    protected override void Convert(ReadOnlySpan<DateTimeOffset> source, Span<short> target, ReadOnlySpan<byte> validity)
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = (short)source[i].TotalOffsetMinutes;
        }
    }
}
