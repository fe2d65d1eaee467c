using Microsoft.Data.Analysis;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>ulong, for which Spark has no whole number: a decimal without digits behind the point.</summary>
internal sealed class UInt64Column(SparkField field, PrimitiveDataFrameColumn<ulong> column)
    : ConvertedColumn<ulong, Int128>(field, column)
{
    protected override void Convert(ReadOnlySpan<ulong> source, Span<Int128> target, ReadOnlySpan<byte> validity)
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = source[i];
        }
    }
}
