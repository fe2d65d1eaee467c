using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow.Values;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>SQL's date, a DateTime at midnight in the frame.</summary>
internal sealed class DateColumn(SparkField field, PrimitiveDataFrameColumn<DateTime> column)
    : ConvertedColumn<DateTime, int>(field, column)
{
    private readonly Changes _cut = new(field.Name, Changes.TimeOfDay);

    internal override IEnumerable<string> Notices => _cut.Notice is { } notice ? [notice] : [];

    protected override void Convert(ReadOnlySpan<DateTime> source, Span<int> target, ReadOnlySpan<byte> validity)
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = Days.Of(source[i]);
            _cut.Count += source[i].TimeOfDay != TimeSpan.Zero && IsValid(validity, i) ? 1 : 0;
        }
    }
}
