using DuckDB.NET.Data;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Runs translated text on a session's connection; a cancellation interrupts what runs.</summary>
internal sealed class DuckDbRunner(DuckDBConnection connection, CancellationToken cancellationToken)
{
    public CancellationToken CancellationToken => cancellationToken;

    public DuckDBConnection Connection => connection;

    /// <summary>Runs a statement that answers a count.</summary>
    public long Execute(string sql, int line)
    {
        var count = 0L;
        Run(sql, line, command => count = command.ExecuteNonQuery());
        return count;
    }

    /// <summary>Runs a query and hands its reader over; rows stream.</summary>
    public void Query(string sql, int line, Action<DuckDBDataReader> read) => Run(sql, line, command =>
    {
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        read(reader);
    });

    private void Run(string sql, int line, Action<DuckDBCommand> action)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var interrupter = new Interrupter(command, cancellationToken);
        try
        {
            action(command);
        }
        catch (DuckDBException error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw DuckDbErrors.Translate(error, line);
        }
    }
}
