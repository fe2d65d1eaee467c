using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow.Buffers;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>Values of one fixed size that become values of another.</summary>
internal abstract class ConvertedColumn<TSource, TTarget>(SparkField field, PrimitiveDataFrameColumn<TSource> column)
    : PrimitiveColumn<TSource>(field, column)
    where TSource : unmanaged
    where TTarget : unmanaged
{
    protected sealed override ArrowBuffer ToArrow(PrimitiveValues<TSource> values, ArrowBuffer validity, BatchBuilder batch)
    {
        var source = values.Span;
        var target = batch.Rent(source.Length * Unsafe.SizeOf<TTarget>());
        Convert(source, MemoryMarshal.Cast<byte, TTarget>(target.Span), validity.Span);
        return new ArrowBuffer(target);
    }

    /// <summary>Converts all values.</summary>
    /// <param name="source">What is at a NULL's place is any value.</param>
    /// <param name="target">As long as the source.</param>
    /// <param name="validity">A bit for each; empty where nothing is NULL.</param>
    protected abstract void Convert(ReadOnlySpan<TSource> source, Span<TTarget> target, ReadOnlySpan<byte> validity);

    protected static bool IsValid(ReadOnlySpan<byte> validity, int row) => validity.IsEmpty || Bitmap.IsSet(validity, row);
}
