using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Sql;

/// <summary>Runs SQL in a session and reads every answer into frames, or hands the rows on as they come.</summary>
public static class QueryRunner
{
    /// <summary>Runs all batches in order; the first error ends it. Nothing is ever run a second time by itself.</summary>
    /// <param name="session">Where.</param>
    /// <param name="query">What.</param>
    /// <param name="variables">A value for each of the text's undeclared names, without the at sign, null for NULL; see <see cref="QueryText.Variables"/>.</param>
    /// <param name="options">Its bounds.</param>
    /// <param name="progress">Told about rows read so far, a few times a second, from the reading thread.</param>
    /// <param name="cancellationToken">Stops the query on the server too.</param>
    /// <remarks>Reads synchronously on a thread of its own (asynchronous reads of long strings are quadratic in SqlClient 7.1) and cancels through SqlCommand.Cancel.</remarks>
    /// <exception cref="UserError">The server's error (number, line), a missing variable, an unsupported type, the timeout, a lost session.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the session stays usable.</exception>
    public static async Task<QueryResult> RunAsync(
        SqlSession session,
        QueryText query,
        IReadOnlyDictionary<string, object?> variables,
        QueryOptions options,
        IProgress<QueryProgress>? progress,
        CancellationToken cancellationToken)
    {
        var result = await TryRunAsync(session, query, variables, options, progress, cancellationToken);
        return result.Error is { } error ? throw error : result;
    }

    /// <summary>Runs all batches in order; the first error ends it and is in the result, with what had come before it.</summary>
    /// <inheritdoc cref="RunAsync"/>
    /// <exception cref="UserError">A missing variable or one of an unsupported type: nothing ran. A session that is lost already.</exception>
    public static async Task<QueryResult> TryRunAsync(
        SqlSession session,
        QueryText query,
        IReadOnlyDictionary<string, object?> variables,
        QueryOptions options,
        IProgress<QueryProgress>? progress,
        CancellationToken cancellationToken)
    {
        var sink = new FrameSink();
        var (run, error) = await ExecuteAsync(session, query, variables, options, sink, progress, cancellationToken);
        return new QueryResult(sink.ResultSets, run.Messages, run.RowsAffected, run.Elapsed) { Error = error };
    }

    /// <summary>Runs all batches in order and hands each row of their one result set to a receiver, keeping none; the first error ends it.</summary>
    /// <param name="session">Where.</param>
    /// <param name="query">What.</param>
    /// <param name="variables">A value for each of the text's undeclared names, without the at sign, null for NULL; see <see cref="QueryText.Variables"/>.</param>
    /// <param name="options">Its bounds; the time that the receiver takes counts.</param>
    /// <param name="receiver">Called on the reading thread. An exception of its own ends the query as an error of the reading would; a <see cref="UserError"/> is passed on.</param>
    /// <param name="progress">Told about rows read so far, a few times a second, from the reading thread.</param>
    /// <param name="cancellationToken">Stops the query on the server too.</param>
    /// <exception cref="UserError">As <see cref="RunAsync"/>; no result set, or several.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the session stays usable.</exception>
    public static async Task<StreamResult> StreamAsync(
        SqlSession session,
        QueryText query,
        IReadOnlyDictionary<string, object?> variables,
        QueryOptions options,
        IRowReceiver receiver,
        IProgress<QueryProgress>? progress,
        CancellationToken cancellationToken)
    {
        var sink = new StreamSink(receiver);
        var (run, error) = await ExecuteAsync(session, query, variables, options, sink, progress, cancellationToken);
        return error is null ? sink.Result(run) : throw error;
    }

    private static async Task<(QueryRun Run, UserError? Error)> ExecuteAsync(
        SqlSession session,
        QueryText query,
        IReadOnlyDictionary<string, object?> variables,
        QueryOptions options,
        IResultSink sink,
        IProgress<QueryProgress>? progress,
        CancellationToken cancellationToken)
    {
        // What is wrong with a variable is said before anything runs.
        query.RequireValues(variables);
        foreach (var name in query.Variables)
        {
            SqlParameters.Create(name, variables);
        }

        using var turn = await session.TakeTurnAsync(cancellationToken);
        var run = new QueryRun(session, query, variables, options, sink, progress, cancellationToken);
        var error = await Task.Factory.StartNew(
            run.Execute, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return (run, error);
    }
}

/// <summary>How far a running query is.</summary>
/// <param name="Rows">Rows read so far, over all result sets.</param>
/// <param name="Elapsed">Time since it started.</param>
public sealed record QueryProgress(long Rows, TimeSpan Elapsed);
