using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow.Values;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>DateTimeOffset: the instant. Offsets that go nowhere are counted.</summary>
internal sealed class DateTimeOffsetColumn(SparkField field, PrimitiveDataFrameColumn<DateTimeOffset> column, bool offsetKept)
    : ConvertedColumn<DateTimeOffset, long>(field, column)
{
    private readonly Changes _cut = new(field.Name, Changes.SeventhDigit);
    private readonly Changes _offset = new(field.Name, Changes.Offset);

    internal override IEnumerable<string> Notices => new[] { _cut.Notice, _offset.Notice }.OfType<string>();

    protected override void Convert(ReadOnlySpan<DateTimeOffset> source, Span<long> target, ReadOnlySpan<byte> validity)
    {
        for (var i = 0; i < source.Length; i++)
        {
            var ticks = source[i].UtcTicks;
            target[i] = Microseconds.Of(ticks);
            if (IsValid(validity, i))
            {
                _cut.Count += ticks % Microseconds.TicksPerMicrosecond != 0 ? 1 : 0;
                _offset.Count += !offsetKept && source[i].TotalOffsetMinutes != 0 ? 1 : 0;
            }
        }
    }
}
