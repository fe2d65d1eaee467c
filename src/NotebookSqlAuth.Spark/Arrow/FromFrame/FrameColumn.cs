using Apache.Arrow;
using NotebookSqlAuth.Spark.Arrow.Buffers;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>Makes Arrow arrays of one field from a frame's column. Chosen once per column, so that no row looks at types.</summary>
internal abstract class FrameColumn(SparkField field)
{
    /// <summary>What is made.</summary>
    protected SparkField Field { get; } = field;

    /// <summary>Bytes beside those of fixed size that were taken for the batch.</summary>
    internal virtual long VariableBytes => 0;

    /// <summary>How many rows from a row on lie behind each other: a batch ends with them.</summary>
    internal virtual long Contiguous(long start) => long.MaxValue;

    /// <summary>Takes the next rows for the batch, where their bytes beside those of fixed size must be known.</summary>
    /// <returns>False where they are more than may be added; some of the rows are taken then.</returns>
    internal virtual bool TryTake(long start, int rows, long maxBytes) => true;

    /// <summary>Forgets what was taken beyond the batch's first rows.</summary>
    internal virtual void Truncate(int rows)
    {
    }

    /// <summary>Adds the array of the batch's rows.</summary>
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
