using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Session;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Language.Sql;

/// <summary>The catalogues of a notebook's connections, read in the background by a server session of their own.</summary>
/// <remarks>
/// Thread-safe. Asking never waits: it answers what is known, and starts reading where nothing is, or where it is old. A
/// connection's catalogue is read when it opens, and again after a cell that may have changed it.
/// </remarks>
internal sealed class Catalogues : IDisposable
{
    /// <summary>Others change a database too; typing should meet their tables some time, and not ask all the time.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    /// <summary>A server that was away may be back; one that refuses need not refuse all the time.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly NotebookSession _session;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _disposing = new();
    private readonly CancellationToken _stop;
    private readonly Dictionary<CatalogueKey, Entry> _entries = [];
    private readonly LocalTables _local = new();

    public Catalogues(NotebookSession session, TimeProvider time)
    {
        _session = session;
        _time = time;
        _stop = _disposing.Token;
        session.Connections.Opened += OnOpened;
        session.Connections.QueryRan += OnQueryRan;
    }

    /// <summary>What is known of a connection's database now.</summary>
    /// <param name="name">The connection; null for the default.</param>
    public KnownCatalogue Find(string? name)
    {
        var connection = name is null ? _session.Connections.Default : _session.Connections.All.FirstOrDefault(each => each.Name == name);
        if (connection is null)
        {
            return KnownCatalogue.Nothing;
        }

        var local = _local.Of(connection.Session);
        lock (_gate)
        {
            var entry = EntryOf(connection);
            if (entry.Reading is null && (entry.ReadAt is not { } at || _time.GetElapsedTime(at) > (entry.Failure is null ? MaxAge : RetryAfter)))
            {
                Start(connection, entry);
            }

            return new KnownCatalogue(entry.Catalogue, local, entry.Reading is not null, entry.Failure);
        }
    }

    /// <summary>Ends when no reading is under way.</summary>
    public async Task SettledAsync()
    {
        while (true)
        {
            List<Task> reading;
            lock (_gate)
            {
                reading = [.. _entries.Values.Select(entry => entry.Reading).OfType<Task>()];
            }

            if (reading.Count == 0)
            {
                return;
            }

            await Task.WhenAll(reading);
        }
    }

    /// <summary>Tells what is being read to stop.</summary>
    public void Dispose()
    {
        _session.Connections.Opened -= OnOpened;
        _session.Connections.QueryRan -= OnQueryRan;
        _disposing.Cancel();
        _disposing.Dispose();
    }

    private void OnOpened(NamedConnection connection) => Refresh(connection);

    private void OnQueryRan(NamedConnection connection, QueryText query)
    {
        _local.Add(connection.Session, query);
        if (query.Batches.Any(batch => batch.Text.Length > MagicLanguage.MaxLength || SqlTokens.Read(batch.Text).ChangesCatalogue))
        {
            Refresh(connection);
        }
    }

    private void Refresh(NamedConnection connection)
    {
        lock (_gate)
        {
            var entry = EntryOf(connection);
            if (entry.Reading is null)
            {
                Start(connection, entry);
            }
            else
            {
                // What is being read may be from before the change.
                entry.ReadAgain = connection;
            }
        }
    }

    private Entry EntryOf(NamedConnection connection)
    {
        var key = new CatalogueKey(connection.SignIn, connection.Session.Target.Server, connection.Session.Database);
        return _entries.TryGetValue(key, out var entry) ? entry : _entries[key] = new Entry();
    }

    private void Start(NamedConnection connection, Entry entry)
    {
        if (!_stop.IsCancellationRequested)
        {
            entry.Reading = Task.Run(() => ReadAsync(connection, entry), CancellationToken.None);
        }
    }

    private async Task ReadAsync(NamedConnection connection, Entry entry)
    {
        DatabaseCatalogue? catalogue = null;
        UserError? failure = null;
        try
        {
            catalogue = await ReadAsync(connection, _stop);
        }
        catch (UserError error)
        {
            // Typing goes on without it; whoever asks what a name is gets told.
            failure = error;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Nobody asks any more.
        }
        finally
        {
            lock (_gate)
            {
                (entry.Catalogue, entry.Failure, entry.ReadAt, entry.Reading) = (catalogue ?? entry.Catalogue, failure, _time.GetTimestamp(), null);
                if (entry.ReadAgain is { } again)
                {
                    entry.ReadAgain = null;
                    Start(again, entry);
                }
            }
        }
    }

    private async Task<DatabaseCatalogue> ReadAsync(NamedConnection connection, CancellationToken cancellationToken)
    {
        var signIn = _session.SignIns.Find(connection.SignIn) ?? _session.SignIns.Choose(connection.Session.Account.HomeAccountId);
        var target = connection.Session.Target with { Database = connection.Session.Database };
        using var own = await signIn.Connector.OpenAsync(target, null, cancellationToken);
        return await CatalogueReading.RunAsync(own, cancellationToken);
    }

    private sealed record CatalogueKey(SignInKey SignIn, string Server, string Database);

    private sealed class Entry
    {
        public DatabaseCatalogue? Catalogue { get; set; }

        public UserError? Failure { get; set; }

        public long? ReadAt { get; set; }

        public Task? Reading { get; set; }

        public NamedConnection? ReadAgain { get; set; }
    }
}
