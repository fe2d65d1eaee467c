using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow.Values;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>DateOnly.</summary>
internal sealed class DateOnlyColumn(SparkField field, PrimitiveDataFrameColumn<DateOnly> column)
    : ConvertedColumn<DateOnly, int>(field, column)
{
    protected override void Convert(ReadOnlySpan<DateOnly> source, Span<int> target, ReadOnlySpan<byte> validity)
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = Days.Of(source[i]);
        }
    }
}
