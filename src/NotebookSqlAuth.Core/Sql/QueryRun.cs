using System.Data;
using System.Diagnostics;
using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Frames;

namespace NotebookSqlAuth.Sql;

/// <summary>One run of a query, from its first batch to its last row, on the thread that calls <see cref="Execute"/>.</summary>
internal sealed class QueryRun(
    SqlSession session,
    QueryText query,
    IReadOnlyDictionary<string, object?> variables,
    QueryOptions options,
    IResultSink sink,
    IProgress<QueryProgress>? progress,
    CancellationToken cancellationToken)
{
    private const int ProgressMilliseconds = 250;

    private readonly List<string> _messages = [];
    private readonly Stopwatch _elapsed = Stopwatch.StartNew();
    private long _rows;
    private long _nextProgress = ProgressMilliseconds;

    /// <summary>PRINT texts and notices so far, in order.</summary>
    internal IReadOnlyList<string> Messages => _messages;

    /// <summary>Rows that statements counted, together; null where nothing counted.</summary>
    internal long? RowsAffected { get; private set; }

    /// <summary>Since it was made.</summary>
    internal TimeSpan Elapsed => _elapsed.Elapsed;

    /// <returns>What ended it early; null where it came to its end.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal UserError? Execute()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, session.Closing);
        if (options.Timeout is { } timeout)
        {
            stop.CancelAfter(timeout);
        }

        session.Connection.InfoMessage += OnInfoMessage;
        try
        {
            foreach (var batch in query.Batches)
            {
                for (var i = 0; i < batch.Count; i++)
                {
                    RunBatch(batch, stop.Token);
                }

                _messages.AddRange(batch.Notices);
            }
        }
        catch (UserError error)
        {
            return error;
        }
        finally
        {
            session.Connection.InfoMessage -= OnInfoMessage;
            _elapsed.Stop();
        }

        return null;
    }

    private void RunBatch(QueryBatch batch, CancellationToken stop)
    {
        // The timeout of a command watches single waits only and not a stream of rows; ours bounds the whole query.
        using var command = new SqlCommand(batch.Text, session.Connection) { CommandTimeout = 0 };
        foreach (var name in batch.Variables)
        {
            command.Parameters.Add(SqlParameters.Create(name, variables));
        }

        // Outlives the reader, since closing one reads what is left of its rows.
        using var signal = new CancelSignal(command, stop);
        SqlDataReader? reader = null;
        try
        {
            stop.ThrowIfCancellationRequested();
            reader = command.ExecuteReader(CommandBehavior.SequentialAccess);
            ReadAll(reader, batch, stop);

            // After the end, so that a cancellation that cut the rows short cannot pass for the end of them.
            stop.ThrowIfCancellationRequested();
            Close(reader, command, batch);
        }
        catch (Exception e)
        {
            Abandon(reader, command, batch.IsSingleSelect || stop.IsCancellationRequested);
            throw ToError(e, batch, reader is not null, stop);
        }
    }

    private void ReadAll(SqlDataReader reader, QueryBatch batch, CancellationToken stop)
    {
        bool cut;
        do
        {
            cut = reader.FieldCount > 0 && ReadResultSet(reader, stop);
        }
        while (!(cut && batch.IsSingleSelect) && reader.NextResult());
    }

    /// <returns>Whether rows were cut.</returns>
    private bool ReadResultSet(SqlDataReader reader, CancellationToken stop)
    {
        sink.Begin(ResultSetColumns.Of(reader.GetColumnSchema()));
        var rows = 0L;
        var cut = false;
        while (reader.Read())
        {
            stop.ThrowIfCancellationRequested();
            if (rows == options.MaxRows)
            {
                cut = true;
                break;
            }

            sink.Add(reader, stop);
            rows++;
            _rows++;
            if (progress is not null && _elapsed.ElapsedMilliseconds >= _nextProgress)
            {
                _nextProgress = _elapsed.ElapsedMilliseconds + ProgressMilliseconds;
                progress.Report(new QueryProgress(_rows, _elapsed.Elapsed));
            }
        }

        sink.End(rows, cut);
        return cut;
    }

    private void Close(SqlDataReader reader, SqlCommand command, QueryBatch batch)
    {
        if (!reader.IsClosed && batch.IsSingleSelect)
        {
            // Closing reads all rows that are left; the server is told to stop first. Nothing else is in the batch to be lost.
            command.Cancel();
        }

        reader.Dispose();
        if (reader.RecordsAffected >= 0)
        {
            RowsAffected = (RowsAffected ?? 0) + reader.RecordsAffected;
        }
    }

    /// <summary>
    /// Closes after an error. The error at hand is what is told; what closing adds to it would hide it. Unless it is to be
    /// stopped, the rest of a batch runs to its end, as the server would have it: half a batch is nobody's wish.
    /// </summary>
    private static void Abandon(SqlDataReader? reader, SqlCommand command, bool stopping)
    {
        try
        {
            if (reader is { IsClosed: false } && stopping)
            {
                command.Cancel();
            }

            reader?.Dispose();
        }
        catch (Exception e) when (e is SqlException or InvalidOperationException or OperationCanceledException or IOException)
        {
            Debug.WriteLine(e.GetType().Name);
        }
    }

    private Exception ToError(Exception e, QueryBatch batch, bool reading, CancellationToken stop)
    {
        if (e is UserError)
        {
            return e;
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException(cancellationToken);
        }

        if (session.Closing.IsCancellationRequested)
        {
            return SqlQueryError.SessionLost(session);
        }

        if (stop.IsCancellationRequested)
        {
            return SqlQueryError.Timeout(session, options.Timeout!.Value, _rows, _messages);
        }

        return SqlQueryError.From(e, session, batch, reading ? _rows : null, _messages);
    }

    private void OnInfoMessage(object sender, SqlInfoMessageEventArgs e) =>
        _messages.AddRange(e.Errors.Cast<SqlError>().Select(error => error.Message));
}
