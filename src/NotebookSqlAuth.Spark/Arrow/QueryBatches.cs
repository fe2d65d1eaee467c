using Apache.Arrow;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Spark.Arrow;

/// <summary>What takes the batches of a query as they come.</summary>
/// <param name="schema">Known before the first row.</param>
/// <param name="batches">Each row once, in order; back-pressure reaches the server. Whoever takes a batch disposes it.</param>
/// <param name="cancellationToken">Fires when the query fails or the user stops the cell.</param>
public delegate Task BatchConsumer(SparkSchema schema, IAsyncEnumerable<RecordBatch> batches, CancellationToken cancellationToken);

/// <summary>Runs a query and hands its rows on as Arrow record batches, without ever holding all of them.</summary>
public static class QueryBatches
{
    /// <summary>
    /// Runs SQL that answers one result set; memory is three batches of the options' size (one being filled, one waiting, one being taken),
    /// whatever the row count.
    /// </summary>
    /// <param name="session">Where.</param>
    /// <param name="query">What.</param>
    /// <param name="variables">As in <see cref="QueryRunner.RunAsync"/>.</param>
    /// <param name="options">The query's bounds; the time that the consumer takes counts.</param>
    /// <param name="arrow">The bounds of a batch.</param>
    /// <param name="consume">Takes the batches to their end; without rows there are none. Where it fails the query is stopped, and the other way round; the first error is thrown.</param>
    /// <param name="progress">Told about rows read so far, a few times a second, from the reading thread.</param>
    /// <param name="cancellationToken">Stops both.</param>
    /// <returns>What the query answered beside its rows: messages, rows read, time, and notices.</returns>
    /// <exception cref="Errors.UserError">As <see cref="QueryRunner.RunAsync"/>; no result set, or several.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the session stays usable.</exception>
    public static async Task<StreamedQuery> RunAsync(
        SqlSession session,
        QueryText query,
        IReadOnlyDictionary<string, object?> variables,
        QueryOptions options,
        ArrowOptions arrow,
        BatchConsumer consume,
        IProgress<QueryProgress>? progress,
        CancellationToken cancellationToken)
    {
        using var both = new FirstError(cancellationToken);
        var receiver = new BatchReceiver(arrow);
        StreamResult? result = null;
        var reading = both.GuardAsync(
            async stop =>
            {
                result = await QueryRunner.StreamAsync(session, query, variables, options, receiver, progress, stop);
                await receiver.CompleteAsync(stop);
            },
            tell: receiver.Fail);
        await Task.WhenAny(receiver.Schema, reading);
        if (receiver.Schema.IsCompleted)
        {
            // A short answer can be read to its end by now: its batch still waits to be taken.
            await both.GuardAsync(stop => ConsumeAsync(consume, receiver, stop));
        }

        await reading;
        receiver.Discard();
        both.Throw();
        return new StreamedQuery(result!.Rows, result.Messages, [.. result.Notices, .. receiver.Notices], result.Elapsed);
    }

    private static async Task ConsumeAsync(BatchConsumer consume, BatchReceiver receiver, CancellationToken stop)
    {
        await consume(await receiver.Schema, receiver.ReadAllAsync(stop), stop);
        if (!receiver.IsDrained)
        {
            throw new InvalidOperationException("The consumer of a query's batches returned before it had taken the last one.");
        }
    }
}

/// <summary>What a streamed query left behind.</summary>
/// <param name="Rows">Rows handed on.</param>
/// <param name="Messages">PRINT texts and notices in order.</param>
/// <param name="Notices">What the user should know: values changed by a documented rule, renamed columns, cut rows.</param>
/// <param name="Elapsed">From sending the first batch to the last row.</param>
public sealed record StreamedQuery(long Rows, IReadOnlyList<string> Messages, IReadOnlyList<string> Notices, TimeSpan Elapsed);
