using DuckDB.NET.Data;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>A session on its own DuckDB connection, where its #temp tables lie.</summary>
internal sealed class SandboxSqlSession(DuckDBConnection connection, SessionState state) : ISqlSession
{
    public string Database => state.Database;

    public void Execute(string sql, IReadOnlyList<SqlParameterValue> parameters, IResultSink sink, CancellationToken cancellationToken)
    {
        try
        {
            var batch = BatchParser.Parse(sql);
            var database = new DuckDbRunner(connection, cancellationToken);
            var run = new BatchRun(state, database, sink, parameters);
            run.Run(batch);
        }
        catch (SqlServerException error)
        {
            sink.Message(error.ServerMessage);
        }
        catch (InsufficientExecutionStackException)
        {
            sink.Message(SqlErrors.NestedTooDeeply(1).ServerMessage);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The caller asked for it and knows: the port says that Execute just returns.
        }
    }

    public void Reset()
    {
        var database = new DuckDbRunner(connection, CancellationToken.None);
        foreach (var table in state.TemporaryTables)
        {
            database.Execute($"DROP TABLE {table.Physical}", 1);
        }

        state.Reset();
    }

    public void Dispose() => connection.Dispose();
}
