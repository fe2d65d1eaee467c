using System.Collections.Concurrent;
using NotebookSqlAuth.Sandbox.Engine;

namespace NotebookSqlAuth.Sandbox.Faults;

/// <summary>What goes wrong at the SQL endpoint, on demand. Everything is off until asked for.</summary>
/// <remarks>Thread-safe. A fault that is asked for twice replaces what is left of the first.</remarks>
public sealed class TdsFaults
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<ICuttable, byte> _sessions = new();
    private (int Count, int Number) _logins;
    private (int Count, int Number) _statements;
    private long? _rowsBeforeDrop;
    private long _rowDelayTicks;

    /// <summary>How many of the failures that <see cref="FailNextLogins"/> ordered are still to come.</summary>
    public int LoginFailuresLeft
    {
        get
        {
            lock (_gate)
            {
                return _logins.Count;
            }
        }
    }

    /// <summary>Refuses the next logins, in Azure SQL's words: 18456 after the token was taken, any other number before.</summary>
    /// <param name="count">How many; 0 switches the fault off.</param>
    /// <param name="errorNumber">One of <see cref="AzureErrors.Numbers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative count, or a number without words.</exception>
    public void FailNextLogins(int count, int errorNumber)
    {
        Check(count, errorNumber);
        lock (_gate)
        {
            _logins = (count, errorNumber);
        }
    }

    /// <summary>Refuses the next batches and calls instead of running them.</summary>
    /// <param name="count">How many; 0 switches the fault off.</param>
    /// <param name="errorNumber">One of <see cref="AzureErrors.Numbers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative count, or a number without words.</exception>
    public void FailNextStatements(int count, int errorNumber)
    {
        Check(count, errorNumber);
        lock (_gate)
        {
            _statements = (count, errorNumber);
        }
    }

    /// <summary>Cuts the connection of the next result set after so many rows, or at its end where it has fewer.</summary>
    public void DropConnectionAfterRows(long rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        lock (_gate)
        {
            _rowsBeforeDrop = rows;
        }
    }

    /// <summary>Sends each row in a packet of its own and waits after it; zero switches the fault off.</summary>
    public void DelayRows(TimeSpan perRow)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perRow, TimeSpan.Zero);
        Volatile.Write(ref _rowDelayTicks, perRow.Ticks);
    }

    /// <summary>Cuts every session that runs nothing at the moment, as Azure SQL does after about half an hour, and says how many that were.</summary>
    public int CloseIdleSessions() => _sessions.Keys.Count(session => session.CutIfIdle());

    internal TimeSpan RowDelay => new(Volatile.Read(ref _rowDelayTicks));

    internal void Register(ICuttable session) => _sessions.TryAdd(session, 0);

    internal void Unregister(ICuttable session) => _sessions.TryRemove(session, out _);

    internal void BeforeToken(string clientAddress) => FailLogin(clientAddress, number => number != AzureErrors.LoginFailed);

    internal void AfterToken() => FailLogin(string.Empty, number => number == AzureErrors.LoginFailed);

    internal SqlServerMessage? TakeStatementFailure()
    {
        lock (_gate)
        {
            if (_statements.Count == 0)
            {
                return null;
            }

            _statements.Count--;
            return AzureErrors.Message(_statements.Number, string.Empty);
        }
    }

    internal long? TakeRowsBeforeDrop()
    {
        lock (_gate)
        {
            var rows = _rowsBeforeDrop;
            _rowsBeforeDrop = null;
            return rows;
        }
    }

    private static void Check(int count, int errorNumber)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (!AzureErrors.Numbers.Contains(errorNumber))
        {
            throw new ArgumentOutOfRangeException(nameof(errorNumber), errorNumber, "The sandbox has no words for this number.");
        }
    }

    private void FailLogin(string clientAddress, Func<int, bool> isItsTurn)
    {
        lock (_gate)
        {
            if (_logins.Count > 0 && isItsTurn(_logins.Number))
            {
                _logins.Count--;
                throw new SqlServerException(AzureErrors.Message(_logins.Number, clientAddress));
            }
        }
    }
}

/// <summary>A session that a fault can end.</summary>
internal interface ICuttable
{
    /// <summary>Cuts the connection unless a request is running; says whether it did.</summary>
    bool CutIfIdle();
}
