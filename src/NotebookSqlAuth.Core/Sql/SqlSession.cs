using System.Data;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;

namespace NotebookSqlAuth.Sql;

/// <summary>One open server session: #temp tables, SET and USE last from one query to the next.</summary>
/// <remarks>One query at a time; a second one waits for the first. <see cref="Dispose"/> may come from any thread and stops a running query.</remarks>
[SuppressMessage("Usage", "CA2213", Justification = "Neither holds a handle, and a query that waits for its turn may still look at both after Dispose.")]
public sealed class SqlSession : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private int _disposed;

    internal SqlSession(SqlTarget target, SignedInAccount account, SqlConnection connection)
    {
        Target = target;
        Account = account;
        Connection = connection;
    }

    /// <summary>What was opened.</summary>
    public SqlTarget Target { get; }

    /// <summary>As whom.</summary>
    public SignedInAccount Account { get; }

    /// <summary>The current database, changed by USE.</summary>
    public string Database => Connection.Database;

    /// <summary>Whether the server session is still there, as far as this side knows.</summary>
    public bool IsOpen => Connection.State == ConnectionState.Open;

    /// <summary>What an administrator finds the session by.</summary>
    public Guid ClientConnectionId => Connection.ClientConnectionId;

    internal SqlConnection Connection { get; }

    /// <summary>Fires when the session is being closed.</summary>
    internal CancellationToken Closing => _closing.Token;

    /// <summary>Ends the server session; what is only in it (#temp tables, an open transaction) is gone.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        // SqlConnection is not thread-safe: a running query is stopped first, and leaves its turn. The turn is never given back.
        _closing.Cancel();
        _turn.Wait();
        Connection.Dispose();
    }

    /// <summary>Waits for the running query to end. Disposing the result lets the next one in.</summary>
    /// <exception cref="UserError">The session is closed or lost.</exception>
    internal async Task<IDisposable> TakeTurnAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Closing);
        try
        {
            await _turn.WaitAsync(stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw SqlQueryError.SessionLost(this);
        }

        if (!IsOpen)
        {
            _turn.Release();
            throw SqlQueryError.SessionLost(this);
        }

        return new Turn(_turn);
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
