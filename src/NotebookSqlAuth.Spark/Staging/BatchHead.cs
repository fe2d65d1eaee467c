using System.Runtime.CompilerServices;
using Apache.Arrow;

namespace NotebookSqlAuth.Spark.Staging;

/// <summary>The first batches of a stream, read to learn whether it is a small one; disposes what nobody took.</summary>
internal sealed class BatchHead : IAsyncDisposable
{
    private readonly IAsyncEnumerator<RecordBatch> _rest;
    private readonly Queue<RecordBatch> _batches = new();

    private BatchHead(IAsyncEnumerator<RecordBatch> rest) => _rest = rest;

    /// <summary>Whether these are all.</summary>
    internal bool IsWhole { get; private set; }

    /// <summary>Rows read.</summary>
    internal long Rows { get; private set; }

    /// <summary>Their bytes as Arrow.</summary>
    internal long Bytes { get; private set; }

    /// <summary>The batches read; whoever takes them disposes them.</summary>
    internal IReadOnlyList<RecordBatch> TakeBatches()
    {
        RecordBatch[] taken = [.. _batches];
        _batches.Clear();
        return taken;
    }

    internal static async Task<BatchHead> ReadAsync(IAsyncEnumerable<RecordBatch> batches, long limitBytes, CancellationToken cancellationToken)
    {
        var head = new BatchHead(batches.GetAsyncEnumerator(cancellationToken));
        try
        {
            while (head.Bytes <= limitBytes)
            {
                if (!await head._rest.MoveNextAsync())
                {
                    head.IsWhole = true;
                    break;
                }

                head._batches.Enqueue(head._rest.Current);
                head.Rows += head._rest.Current.Length;
                head.Bytes += BatchBytes.Of(head._rest.Current);
            }

            return head;
        }
        catch
        {
            await head.DisposeAsync();
            throw;
        }
    }

    /// <summary>The whole stream from its first row on; whoever takes a batch disposes it.</summary>
    internal async IAsyncEnumerable<RecordBatch> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (_batches.TryDequeue(out var batch))
        {
            yield return batch;
        }

        while (!IsWhole && await _rest.MoveNextAsync())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return _rest.Current;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (_batches.TryDequeue(out var batch))
        {
            batch.Dispose();
        }

        await _rest.DisposeAsync();
    }
}
