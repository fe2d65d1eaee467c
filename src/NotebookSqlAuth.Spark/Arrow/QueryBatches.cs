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
    /// <summary>Runs SQL that answers one result set; memory is bounded by a few batches, whatever the row count.</summary>
    /// <returns>What the query answered beside its rows: messages, rows read, time, and notices.</returns>
    /// <exception cref="Errors.UserError">As <see cref="QueryRunner.RunAsync"/>; no result set, or several.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the session stays usable.</exception>
    public static Task<StreamedQuery> RunAsync(
        SqlSession session,
        QueryText query,
        IReadOnlyDictionary<string, object?> variables,
        QueryOptions options,
        ArrowOptions arrow,
        BatchConsumer consume,
        IProgress<QueryProgress>? progress,
        CancellationToken cancellationToken) => throw new NotImplementedException();
}

/// <summary>What a streamed query left behind.</summary>
/// <param name="Rows">Rows handed on.</param>
/// <param name="Messages">PRINT texts and notices in order.</param>
/// <param name="Notices">What the user should know: values changed by a documented rule, renamed columns, cut rows.</param>
/// <param name="Elapsed">From sending the first batch to the last row.</param>
public sealed record StreamedQuery(long Rows, IReadOnlyList<string> Messages, IReadOnlyList<string> Notices, TimeSpan Elapsed);
