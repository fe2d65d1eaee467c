using NotebookSqlAuth.Spark.Arrow.Buffers;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>Values that become text or bytes of any length.</summary>
internal abstract class VariableColumn(SparkField field) : FrameColumn(field)
{
    /// <summary>The values taken for the batch.</summary>
    protected VariableBuffer Buffer { get; } = new();

    internal sealed override long VariableBytes => Buffer.Data.Length;

    internal sealed override bool TryTake(long start, int rows, long maxBytes)
    {
        var limit = Buffer.Data.Length + maxBytes;
        Append(start, rows, limit);
        return Buffer.Data.Length <= limit;
    }

    internal override void Truncate(int rows) => Buffer.Truncate(rows);

    internal sealed override void Finish(long start, int rows, BatchBuilder batch) => Buffer.Finish(rows, batch, Field.Type.Arrow);

    /// <summary>Appends rows until all are there or the buffer has more bytes than the limit.</summary>
    protected abstract void Append(long start, int count, long maxBytes);
}
