using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow.Values;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>DateTime without a zone: the clock's time.</summary>
internal sealed class TimestampColumn(SparkField field, PrimitiveDataFrameColumn<DateTime> column)
    : ConvertedColumn<DateTime, long>(field, column)
{
    private readonly Changes _cut = new(field.Name, Changes.SeventhDigit);

    internal override IEnumerable<string> Notices => _cut.Notice is { } notice ? [notice] : [];

    protected override void Convert(ReadOnlySpan<DateTime> source, Span<long> target, ReadOnlySpan<byte> validity)
    {
        target = target[..source.Length];
        var lost = 0L;
        for (var i = 0; i < source.Length; i++)
        {
            var ticks = source[i].Ticks;
            target[i] = Microseconds.Of(ticks);
            lost += ticks % Microseconds.TicksPerMicrosecond != 0 && IsValid(validity, i) ? 1 : 0;
        }

        _cut.Count += lost;
    }
}
