using Apache.Arrow;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow.Buffers;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>Values that lie in the frame as they lie in Arrow: the batch shares the frame's memory.</summary>
internal sealed class SameLayoutColumn<T>(SparkField field, PrimitiveDataFrameColumn<T> column) : PrimitiveColumn<T>(field, column)
    where T : unmanaged
{
    protected override ArrowBuffer ToArrow(PrimitiveValues<T> values, ArrowBuffer validity, BatchBuilder batch) => new(values.Bytes);
}
