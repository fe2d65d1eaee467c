using Apache.Arrow;
using NotebookSqlAuth.Spark.Arrow.Buffers;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>Makes Arrow arrays of one field from a frame's column. Chosen once per column, so that no row looks at types.</summary>
internal abstract class FrameColumn(SparkField field)
{
    /// <summary>What is made.</summary>
    protected SparkField Field { get; } = field;

    /// <summary>How many of these rows, from a row on, can be in one batch with what it has; bytes of text may not outgrow the budget.</summary>
    /// <param name="start">The first row that the batch does not have yet.</param>
    /// <param name="count">How many more are wanted.</param>
    /// <param name="budget">Bytes beside those of fixed size that may be added; the row that goes beyond still counts.</param>
    internal abstract int Take(long start, int count, long budget);

    /// <summary>Bytes beside those of fixed size that the batch's first rows have; only asked for rows that were taken.</summary>
    internal virtual long VariableBytes(int rows) => 0;

    /// <summary>Adds the array of a batch's rows, and forgets what was taken beyond them.</summary>
    internal abstract void Finish(long start, int rows, BatchBuilder batch);

    /// <summary>A sentence for each documented rule that changed values.</summary>
    internal virtual IEnumerable<string> Notices => [];

    /// <summary>A part's validity bits for a range, as a buffer; empty where nothing is NULL.</summary>
    protected static ArrowBuffer ValidityOf(ReadOnlyMemory<byte>? validity, int start, int rows, BatchBuilder batch, out int nullCount)
    {
        nullCount = validity is { } known ? rows - Bitmap.CountSet(known.Span, start, rows) : 0;
        if (nullCount == 0)
        {
            return ArrowBuffer.Empty;
        }

        var bits = validity!.Value;
        if ((start & 7) == 0)
        {
            return new ArrowBuffer(bits.Slice(start >> 3, Bitmap.Bytes(rows)));
        }

        var copy = batch.Rent(Bitmap.Bytes(rows));
        Bitmap.Copy(bits.Span, start, rows, copy.Span);
        return new ArrowBuffer(copy);
    }
}
