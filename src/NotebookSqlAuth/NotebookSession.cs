using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Session;

namespace NotebookSqlAuth;

/// <summary>What a notebook keeps between its cells: accounts, connections and Spark sessions. Lives as long as the notebook's kernel.</summary>
/// <remarks>
/// Its properties are thread-safe; cells run one at a time. Tokens are in memory only and go when it is disposed.
/// </remarks>
public sealed class NotebookSession : IAsyncDisposable
{
    /// <summary>Creates the session of a notebook that takes its defaults from the process's environment.</summary>
    public NotebookSession()
        : this(Environment.GetEnvironmentVariable)
    {
    }

    /// <summary>Creates the session of a notebook.</summary>
    /// <param name="environmentVariable">Reads one of the <c>NOTEBOOKSQLAUTH_…</c> variables; null where it is not set.</param>
    public NotebookSession(Func<string, string?> environmentVariable) => Defaults = new NotebookDefaults(environmentVariable);

    /// <summary>Who is signed in, the latest last.</summary>
    public IReadOnlyList<SignedInAccount> Accounts => [.. SignIns.All.Select(signIn => signIn.Account)];

    /// <summary>The names of the connections, the default last.</summary>
    public IReadOnlyList<string> ConnectionNames => [.. Connections.All.Select(connection => connection.Name)];

    /// <summary>The connection that a query means which names none; null where there is none.</summary>
    public string? DefaultConnectionName => Connections.Default?.Name;

    /// <summary>The names of the Spark sessions that were opened, the default last.</summary>
    public IReadOnlyList<string> SparkSessionNames => [.. SparkSessions.All.Select(session => session.Name)];

    internal SignIns SignIns { get; } = new();

    /// <summary>Those made by an application of their own for Databricks alone; no connection is ever opened with them.</summary>
    internal SignIns DatabricksSignIns { get; } = new();

    internal Connections Connections { get; } = new();

    internal SparkSessions SparkSessions { get; } = new();

    internal ExecutorViews ExecutorViews { get; } = new();

    internal NotebookDefaults Defaults { get; }

    /// <summary>The sign-in of a key as it is now: signing in again puts a new one in the place of the old. Null where it is signed out.</summary>
    internal SignIn? FindSignIn(SignInKey key) => SignIns.Find(key) ?? DatabricksSignIns.Find(key);

    /// <summary>Ends all Spark sessions, closes all connections and forgets all tokens.</summary>
    public async ValueTask DisposeAsync()
    {
        await ExecutorViews.DropAllAsync();
        await SparkSessions.CloseAllAsync();
        foreach (var signIn in DatabricksSignIns.All)
        {
            await DatabricksSignIns.RemoveAsync(signIn);
        }

        foreach (var signIn in SignIns.All)
        {
            Connections.Close(signIn.Key);
            await SignIns.RemoveAsync(signIn);
        }
    }
}
