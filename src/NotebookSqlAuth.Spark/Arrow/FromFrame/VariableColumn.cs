using NotebookSqlAuth.Spark.Arrow.Buffers;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>Values that become text or bytes of any length.</summary>
internal abstract class VariableColumn(SparkField field) : FrameColumn(field)
{
    /// <summary>The values taken for the batch.</summary>
    protected VariableBuffer Buffer { get; } = new();

    internal sealed override int Take(long start, int count, long budget)
    {
        var first = Buffer.Rows;
        Append(start, count, Buffer.Data.Length + budget);
        return Buffer.Rows - first;
    }

    internal sealed override long VariableBytes(int rows) => Buffer.BytesOf(rows);

    internal sealed override void Finish(long start, int rows, BatchBuilder batch)
    {
        Buffer.Finish(rows, batch, Field.Type.Arrow);
        Buffer.Clear();
    }

    /// <summary>Appends rows until all are there or the buffer has more bytes than the limit.</summary>
    protected abstract void Append(long start, int count, long maxBytes);
}
