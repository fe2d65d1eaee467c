using System.Runtime.CompilerServices;
using Apache.Arrow;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow.Buffers;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>A column of fixed-size values.</summary>
internal abstract class PrimitiveColumn<T>(SparkField field, PrimitiveDataFrameColumn<T> column) : FrameColumn(field)
    where T : unmanaged
{
    private readonly PrimitiveSource<T> _source = new(column);

    internal sealed override long Contiguous(long start)
    {
        var part = _source.PartOf(ref start);
        return part.Rows - start;
    }

    internal sealed override void Finish(long start, int rows, BatchBuilder batch)
    {
        var part = _source.PartOf(ref start);
        var validity = ValidityOf(part.Validity, (int)start, rows, batch, out var nullCount);
        var bytes = part.Bytes.Slice((int)start * Unsafe.SizeOf<T>(), rows * Unsafe.SizeOf<T>());
        batch.Add(Field.Type.Arrow, rows, nullCount, validity, ToArrow(new PrimitiveValues<T>(bytes), validity, batch));
    }

    /// <summary>Makes the array's buffer of values; the validity buffer is empty where nothing is NULL.</summary>
    protected abstract ArrowBuffer ToArrow(PrimitiveValues<T> values, ArrowBuffer validity, BatchBuilder batch);
}
