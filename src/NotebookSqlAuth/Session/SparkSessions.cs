using System.Collections.Concurrent;
using NotebookSqlAuth.Spark.Connect;

namespace NotebookSqlAuth.Session;

/// <summary>The Spark sessions that a notebook opened, oldest first; the latest one is the default. Thread-safe.</summary>
internal sealed class SparkSessions
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    private readonly object _gate = new();
    private readonly ConcurrentQueue<string> _left = new();
    private readonly List<NamedSparkSession> _sessions = [];

    public IReadOnlyList<NamedSparkSession> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _sessions];
            }
        }
    }

    /// <summary>The one that a cell means which names none; null where there is none at all.</summary>
    public NamedSparkSession? Default => All is [.., var latest] ? latest : null;

    public NamedSparkSession? Find(string name) => All.FirstOrDefault(session => session.Name == name);

    /// <summary>Adds a session as the default; one of the same name is ended.</summary>
    public async Task AddAsync(NamedSparkSession session)
    {
        NamedSparkSession? previous;
        lock (_gate)
        {
            previous = _sessions.Find(other => other.Name == session.Name);
            _sessions.RemoveAll(other => other.Name == session.Name);
            _sessions.Add(session);
        }

        if (previous is not null)
        {
            // A server that is gone is told of it for half a minute; whoever opens a session in its place does not wait for that.
            await Task.WhenAny(EndAsync(previous), Task.Delay(s_patience));
        }
    }

    /// <summary>Ends what was opened by a sign-in, and what holds its token, and says which names are gone.</summary>
    public Task<IReadOnlyList<string>> CloseAsync(SignInKey signIn, IReadOnlyList<ConnectSession> holders) =>
        CloseAsync(session => session.SignIn == signIn || holders.Contains(session.Target.Session));

    /// <summary>Ends all.</summary>
    public Task CloseAllAsync() => CloseAsync(_ => true);

    /// <summary>The folders that ended sessions could not delete on the server's side, each told once, as <c>path at Spark's place</c>.</summary>
    public IEnumerable<string> TakeLeftFolders()
    {
        while (_left.TryDequeue(out var folder))
        {
            yield return folder;
        }
    }

    private async Task EndAsync(NamedSparkSession session)
    {
        await session.Target.Session.DisposeAsync();
        foreach (var folder in session.Target.Session.LeftFolders)
        {
            _left.Enqueue($"`{folder}` at `{session.Target.Session.Address}`");
        }
    }

    private async Task<IReadOnlyList<string>> CloseAsync(Predicate<NamedSparkSession> isMeant)
    {
        List<NamedSparkSession> closed;
        lock (_gate)
        {
            closed = _sessions.FindAll(isMeant);
            _sessions.RemoveAll(closed.Contains);
        }

        // The server is told, which may take a moment each.
        await Task.WhenAll(closed.Select(EndAsync));
        return [.. closed.Select(session => session.Name)];
    }
}
