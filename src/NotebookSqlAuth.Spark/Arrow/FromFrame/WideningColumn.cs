using System.Numerics;
using Microsoft.Data.Analysis;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>Whole numbers without a sign become the next larger with one.</summary>
internal sealed class WideningColumn<TSource, TTarget>(SparkField field, PrimitiveDataFrameColumn<TSource> column)
    : ConvertedColumn<TSource, TTarget>(field, column)
    where TSource : unmanaged, IBinaryInteger<TSource>
    where TTarget : unmanaged, IBinaryInteger<TTarget>
{
    protected override void Convert(ReadOnlySpan<TSource> source, Span<TTarget> target, ReadOnlySpan<byte> validity)
    {
        target = target[..source.Length];
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = TTarget.CreateTruncating(source[i]);
        }
    }
}
