namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>What answers T-SQL behind the wire. One engine serves many sessions.</summary>
/// <remarks>Implementations are thread-safe; a session is not, and is used by one thread at a time.</remarks>
public interface ISqlEngine
{
    /// <summary>Opens a session, as a login does.</summary>
    /// <param name="userName">The signed-in user's principal name, what <c>SUSER_SNAME()</c> answers.</param>
    /// <param name="database">The database named at login, or an empty string for the default one.</param>
    /// <exception cref="SqlServerException">4060 when there is no such database.</exception>
    ISqlSession OpenSession(string userName, string database);
}

/// <summary>One login's state: current database, settings, #temp tables.</summary>
public interface ISqlSession : IDisposable
{
    /// <summary>The current database, changed by USE.</summary>
    string Database { get; }

    /// <summary>Runs one batch and reports everything it answers, in order, to <paramref name="sink"/>.</summary>
    /// <remarks>
    /// An error of a statement goes to <see cref="IResultSink.Message"/> (class above 10) and ends the batch;
    /// what was reported before stands. Returns within a few rows of a cancellation, without an exception.
    /// </remarks>
    void Execute(string sql, IReadOnlyList<SqlParameterValue> parameters, IResultSink sink, CancellationToken cancellationToken);

    /// <summary>Puts the session back to what it was after login (the pool's reset bit): settings, temp tables, database.</summary>
    void Reset();
}

/// <summary>Takes what a batch answers. Calls come in T-SQL's order, from the thread that called Execute.</summary>
public interface IResultSink
{
    /// <summary>A result set begins.</summary>
    void StartResult(IReadOnlyList<ResultColumn> columns);

    /// <summary>One row: a value per column in the CLR type that <see cref="SqlDataType"/> names, null for NULL. The array may be reused.</summary>
    void Row(object?[] values);

    /// <summary>The result set ends after so many rows.</summary>
    void EndResult(long rowCount);

    /// <summary>A statement without a result set ended; <paramref name="rowCount"/> is null where T-SQL counts none (SET, DECLARE, USE, PRINT).</summary>
    void EndStatement(long? rowCount);

    /// <summary>PRINT, a notice (class 10 or less) or an error (class 11 or more).</summary>
    void Message(SqlServerMessage message);

    /// <summary>USE changed the database.</summary>
    void DatabaseChanged(string oldName, string newName);
}

/// <summary>A parameter as the client typed it. <paramref name="Name"/> includes the at sign.</summary>
public sealed record SqlParameterValue(string Name, SqlDataType Type, object? Value);

/// <summary>One column of a result set.</summary>
public sealed record ResultColumn(string Name, SqlDataType Type, bool Nullable);

/// <summary>A message as the server words it: number, class (severity), state, line within the batch (1-based).</summary>
public sealed record SqlServerMessage(int Number, byte Class, byte State, string Text, int Line = 1);

/// <summary>An error that has a SQL Server number.</summary>
public sealed class SqlServerException : Exception
{
    /// <summary>Wraps a message.</summary>
    public SqlServerException(SqlServerMessage serverMessage)
        : base(serverMessage.Text) => ServerMessage = serverMessage;

    /// <summary>The message as it goes over the wire.</summary>
    public SqlServerMessage ServerMessage { get; }
}
