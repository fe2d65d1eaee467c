using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow.Values;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>DateTime of kind Utc or Local: the instant.</summary>
internal sealed class InstantColumn(SparkField field, PrimitiveDataFrameColumn<DateTime> column)
    : ConvertedColumn<DateTime, long>(field, column)
{
    private readonly Changes _cut = new(field.Name, Changes.SeventhDigit);

    internal override IEnumerable<string> Notices => _cut.Notice is { } notice ? [notice] : [];

    protected override void Convert(ReadOnlySpan<DateTime> source, Span<long> target, ReadOnlySpan<byte> validity)
    {
        for (var i = 0; i < source.Length; i++)
        {
            var ticks = Instant.TicksOf(source[i]);
            target[i] = Microseconds.Of(ticks);
            _cut.Count += ticks % Microseconds.TicksPerMicrosecond != 0 && IsValid(validity, i) ? 1 : 0;
        }
    }
}
