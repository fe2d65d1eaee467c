using System.Collections.Concurrent;
using NotebookSqlAuth.Sandbox.Engine;

namespace NotebookSqlAuth.Sandbox.Tests.Tds;

/// <summary>One statement's run, as a script sees it.</summary>
public sealed record ScriptedRun(
    ScriptedSession Session, string Sql, IReadOnlyList<SqlParameterValue> Parameters, IResultSink Sink, CancellationToken CancellationToken);

/// <summary>An engine whose statements are scripts of the test: what is tested is the wire before it.</summary>
public sealed class ScriptedEngine : ISqlEngine
{
    private readonly ConcurrentDictionary<string, Action<ScriptedRun>> _scripts = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ScriptedSession> _sessions = new();

    public ScriptedEngine()
    {
        On("SELECT 1", run => run.Rows([new ResultColumn("one", new SqlDataType(SqlTypeCode.Int), false)], [1]));
        On("WHO", run => run.Rows([new ResultColumn("who", new SqlDataType(SqlTypeCode.NVarChar, 128), false)], [run.Session.UserName]));
    }

    public IReadOnlyCollection<ScriptedSession> Sessions => _sessions;

    public void On(string sql, Action<ScriptedRun> script) => _scripts[sql] = script;

    public ISqlSession OpenSession(string userName, string database)
    {
        if (database is not ("" or "sales"))
        {
            throw new SqlServerException(new SqlServerMessage(4060, 11, 1, $"Cannot open database \"{database}\" requested by the login. The login failed."));
        }

        var session = new ScriptedSession(this, userName);
        _sessions.Enqueue(session);
        return session;
    }

    internal void Run(ScriptedRun run)
    {
        if (!_scripts.TryGetValue(run.Sql, out var script))
        {
            run.Sink.Message(new SqlServerMessage(102, 15, 1, $"Incorrect syntax near '{run.Sql}'."));
            return;
        }

        script(run);
    }
}

/// <summary>One login's state in the scripted engine.</summary>
public sealed class ScriptedSession(ScriptedEngine engine, string userName) : ISqlSession
{
    private int _resets;

    public string Database { get; set; } = "sales";

    public string UserName => userName;

    public int Resets => Volatile.Read(ref _resets);

    public TaskCompletionSource Disposed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Execute(string sql, IReadOnlyList<SqlParameterValue> parameters, IResultSink sink, CancellationToken cancellationToken) =>
        engine.Run(new ScriptedRun(this, sql, parameters, sink, cancellationToken));

    public void Reset()
    {
        Database = "sales";
        Interlocked.Increment(ref _resets);
    }

    public void Dispose() => Disposed.TrySetResult();
}

/// <summary>What scripts say often.</summary>
public static class Scripts
{
    public static void Rows(this ScriptedRun run, IReadOnlyList<ResultColumn> columns, params IReadOnlyList<object?[]> rows)
    {
        run.Sink.StartResult(columns);
        foreach (var row in rows)
        {
            run.Sink.Row(row);
        }

        run.Sink.EndResult(rows.Count);
    }

    /// <summary>Numbers from 0 on, until it is told to stop; says how far it came.</summary>
    public static long Count(this ScriptedRun run, long until)
    {
        run.Sink.StartResult([new ResultColumn("n", new SqlDataType(SqlTypeCode.BigInt), false)]);
        var row = new object?[1];
        long number = 0;
        for (; number < until && !run.CancellationToken.IsCancellationRequested; number++)
        {
            row[0] = number;
            run.Sink.Row(row);
        }

        run.Sink.EndResult(number);
        return number;
    }
}
