using Apache.Arrow;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow.Buffers;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>bool: a byte a value in the frame, a bit in Arrow.</summary>
internal sealed class BooleanColumn(SparkField field, PrimitiveDataFrameColumn<bool> column) : PrimitiveColumn<bool>(field, column)
{
    protected override ArrowBuffer ToArrow(PrimitiveValues<bool> values, ArrowBuffer validity, BatchBuilder batch)
    {
        var bits = batch.Rent(Bitmap.Bytes(values.Bytes.Length));
        Bitmap.Pack(values.Bytes.Span, bits.Span);
        return new ArrowBuffer(bits);
    }
}
