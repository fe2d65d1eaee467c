using System.Globalization;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect.Protocol;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>One session of a Spark Connect server: temp views, settings and uploaded files live as long as it does.</summary>
/// <remarks>Thread-safe; operations may run side by side. What an operation's token cancels is interrupted on the server too.</remarks>
public sealed class ConnectSession : IAsyncDisposable
{
    private readonly ConnectClient _client;
    private readonly SessionWatch _watch;
    private readonly bool _isOwn;
    private static readonly TimeSpan s_endingLimit = TimeSpan.FromSeconds(30);

    private readonly object _gate = new();
    private readonly List<Func<CancellationToken, Task>> _endings = [];
    private readonly ConcurrentQueue<string> _leftFolders = new();
    private bool _isEnding;
    private int _disposed;

    private ConnectSession(ConnectClient client, SessionWatch watch, ConnectAddress address, string sparkVersion)
    {
        _client = client;
        _watch = watch;
        _isOwn = address.SessionId is null;
        SparkVersion = sparkVersion;
        Address = address;
    }

    /// <summary>Where it is.</summary>
    public ConnectAddress Address { get; }

    /// <summary>The server's version, e.g. <c>3.5.1</c>.</summary>
    public string SparkVersion { get; }

    /// <summary>The session's id on the server, a UUID.</summary>
    public string SessionId => _client.SessionId;

    /// <summary>Folders with handed-over rows that could not be deleted on the server's side when they should have been; whoever may write there can.</summary>
    public IReadOnlyCollection<string> LeftFolders => [.. _leftFolders];

    /// <summary>Whether it was ended by disposing it; never so of a session that the address named, which stays on the server.</summary>
    public bool IsEnded => _isOwn && _disposed != 0;

    /// <summary>Opens a session and asks the server's version.</summary>
    /// <param name="address">Where.</param>
    /// <param name="bearer">The bearer token of each call; null where the address has one or the server asks for none.</param>
    /// <param name="options">Limits and waits.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UserError">The server cannot be reached, is not trusted, refuses the token, or is too old.</exception>
    public static async Task<ConnectSession> OpenAsync(
        ConnectAddress address, BearerSource? bearer, ConnectOptions options, CancellationToken cancellationToken)
    {
        var what = $"Could not open a Spark session at {address}.";
        var opening = options with
        {
            NoProgressTimeout = options.OpenTimeout,
            UnreachableTimeout = options.OpenTimeout,
        };
        var client = new ConnectClient(address, bearer, options);
        try
        {
            var version = await new SessionOpening(client, address.Host, opening, what).RunAsync(cancellationToken);
            var watch = new SessionWatch(client);
            await StartAsync(watch, client, opening, what, cancellationToken);
            return new ConnectSession(client, watch, address, version);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Runs SQL. Commands run at once; a query runs when its rows are asked for.</summary>
    /// <param name="sql">Spark SQL; <c>:name</c> is an argument.</param>
    /// <param name="arguments">
    /// A value for each argument, by its name without the colon; null is NULL. A DateTime of no zone is a TIMESTAMP_NTZ, one of UTC or
    /// local time and a DateTimeOffset the instant, a TimeSpan an INTERVAL DAY TO SECOND, a Guid its text in capitals; times are cut to microseconds.
    /// </param>
    /// <param name="progress">Told how far the server is, where it says so (4.x).</param>
    /// <param name="cancellationToken">Interrupts the operation on the server.</param>
    /// <exception cref="UserError">Spark's error, an argument's type, a lost session.</exception>
    public async Task<ConnectDataFrame> SqlAsync(
        string sql, IReadOnlyDictionary<string, object?>? arguments, IProgress<ConnectProgress>? progress, CancellationToken cancellationToken)
    {
        const string What = "Spark could not run the SQL.";
        var command = new SqlCommand { Sql = sql };
        foreach (var (name, literal) in Literals.Of(arguments))
        {
            command.Args.Add(name, literal);
        }

        var hidden = Literals.Texts(arguments);
        Relation? relation = null;
        await ExecuteAsync(
            new Plan { Command = new Command { SqlCommand = command } },
            What,
            hidden,
            response => relation = response.SqlCommandResult?.Relation ?? relation,
            progress,
            cancellationToken);
        return new ConnectDataFrame(this, relation ?? throw _client.Faults.Unreadable(What), hidden);
    }

    /// <summary>The rows of a table or view.</summary>
    public ConnectDataFrame Table(string name) =>
        Frame(new Relation { Read = new Read { NamedTable = new Read.Types.NamedTable { UnparsedIdentifier = name } } });

    /// <summary>The rows of Parquet files by their paths on the cluster's file system.</summary>
    public ConnectDataFrame ReadParquet(IReadOnlyList<string> paths) =>
        Frame(new Relation { Read = new Read { DataSource = new Read.Types.DataSource { Format = "parquet", Paths = { paths } } } });

    /// <summary>A source of Spark's own, e.g. <c>jdbc</c>, with its options. Option values are never in an error or a log of this side.</summary>
    public ConnectDataFrame Read(string format, IReadOnlyDictionary<string, string> options)
    {
        var source = new Read.Types.DataSource { Format = format };
        foreach (var (key, value) in options)
        {
            source.Options.Add(key, value);
        }

        return new ConnectDataFrame(this, new Relation { Read = new Read { DataSource = source } }, HiddenValues.Of(options.Values));
    }

    /// <summary>Spark's <c>jdbc</c> source, cut by conditions in the database's own SQL: a partition for each.</summary>
    /// <param name="options">The source's options.</param>
    /// <param name="predicates">The conditions.</param>
    /// <param name="secrets">Values among the options that no error shall show; the others tell what went wrong.</param>
    internal ConnectDataFrame ReadJdbc(
        IReadOnlyDictionary<string, string> options, IReadOnlyList<string> predicates, IEnumerable<string> secrets)
    {
        var source = new Read.Types.DataSource { Format = "jdbc", Options = { options.ToDictionary(option => option.Key, option => option.Value) }, Predicates = { predicates } };
        return new ConnectDataFrame(this, new Relation { Read = new Read { DataSource = source } }, HiddenValues.Of(secrets));
    }

    /// <summary>Rows that travel inside each plan which uses them: for small ones only.</summary>
    /// <param name="arrowStream">An Arrow IPC stream of one batch: of several, Spark 3.5 takes the first and drops the others without a word.</param>
    /// <param name="schemaJson">Spark's StructType as JSON.</param>
    public ConnectDataFrame LocalRelation(ReadOnlyMemory<byte> arrowStream, string schemaJson) =>
        Frame(new Relation { LocalRelation = Local(arrowStream, schemaJson) });

    /// <summary>Rows that the server keeps under their hash (SHA-256), uploaded unless it has them already.</summary>
    /// <param name="arrowStream">An Arrow IPC stream of one batch, as in <see cref="LocalRelation"/>, 2 GB at most; one copy of it is held while it is uploaded.</param>
    /// <param name="schemaJson">Spark's StructType as JSON.</param>
    /// <param name="cancellationToken">Stops the upload.</param>
    /// <exception cref="UserError">As <see cref="AddArtifactAsync"/>.</exception>
    public async Task<ConnectDataFrame> CacheLocalRelationAsync(ReadOnlyMemory<byte> arrowStream, string schemaJson, CancellationToken cancellationToken)
    {
        var content = Local(arrowStream, schemaJson).ToByteArray();
        var hash = string.Concat(SHA256.HashData(content).Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));
        var upload = new ArtifactUpload(_client, "cache/" + hash);
        if (!await upload.ExistsAsync(cancellationToken))
        {
            using var stream = new MemoryStream(content, writable: false);
            await upload.RunAsync(stream, bytesSent: null, cancellationToken);
        }

        return Frame(new Relation { CachedLocalRelation = new CachedLocalRelation { Hash = hash } });
    }

    /// <summary>The rows of several frames with the same columns, one after another (UNION ALL, by position).</summary>
    public ConnectDataFrame Union(IReadOnlyList<ConnectDataFrame> frames)
    {
        ArgumentOutOfRangeException.ThrowIfZero(frames.Count);
        var relations = frames.Select(frame => frame.Relation).ToList();
        while (relations.Count > 1)
        {
            // Pairs of pairs: a chain of many would be a tree too deep for the server's parser and analyzer.
            relations = [.. relations.Chunk(2).Select(pair => pair.Length == 1 ? pair[0] : new Relation
            {
                SetOp = new SetOperation
                {
                    LeftInput = pair[0],
                    RightInput = pair[1],
                    SetOpType = SetOperation.Types.SetOpType.Union,
                    IsAll = true,
                },
            })];
        }

        return new ConnectDataFrame(this, relations[0], HiddenValues.Of(frames.SelectMany(frame => frame.Hidden)));
    }

    /// <summary>Uploads a file in checked pieces under an artifact's name, e.g. <c>forward_to_fs/…</c>; memory is bounded by a piece.</summary>
    /// <param name="name">The artifact's name.</param>
    /// <param name="content">Read from its position to its end; must know its length and be able to go back, to begin again when the connection breaks.</param>
    /// <param name="bytesSent">Told how many bytes have been sent.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="UserError">The server refused it (its words follow), a piece arrived broken, or nothing moved for the stated time.</exception>
    public Task AddArtifactAsync(string name, Stream content, IProgress<long>? bytesSent, CancellationToken cancellationToken) =>
        new ArtifactUpload(_client, name).RunAsync(content, bytesSent, cancellationToken);

    /// <summary>Reads a setting; null where it is not set.</summary>
    public Task<string?> GetConfigAsync(string key, CancellationToken cancellationToken) => new SessionSettings(_client).GetAsync(key, cancellationToken);

    /// <summary>Sets a setting of the session. The value is in no error.</summary>
    /// <exception cref="UserError">The server does not take it, as a static setting.</exception>
    public Task SetConfigAsync(string key, string value, CancellationToken cancellationToken) => new SessionSettings(_client).SetAsync(key, value, cancellationToken);

    /// <summary>Takes a setting of the session back to its default.</summary>
    public Task UnsetConfigAsync(string key, CancellationToken cancellationToken) => new SessionSettings(_client).UnsetAsync(key, cancellationToken);

    /// <summary>Ends the session on the server (from 4.0 on; 3.5 does so by itself after an hour) and closes the channel. A session that the address named stays.</summary>
    public async ValueTask DisposeAsync()
    {
        List<Func<CancellationToken, Task>> endings;
        lock (_gate)
        {
            if (_isEnding)
            {
                return;
            }

            _isEnding = true;
            endings = [.. _endings];
        }

        if (_isOwn)
        {
            using var limit = new CancellationTokenSource(s_endingLimit, _client.Options.TimeProvider);
            await Task.WhenAll(endings.Select(ending => ending(limit.Token)));
        }

        Interlocked.Exchange(ref _disposed, 1);
        if (_isOwn)
        {
            await SessionRelease.RunAsync(_client);
        }

        _client.Dispose();
    }

    /// <summary>Keeps values out of all later errors of the session: a view of that name can bring them up again.</summary>
    internal void Hide(IReadOnlyCollection<string> values) => _client.Hidden.Add(values);

    internal ConnectOptions Options => _client.Options;

    /// <summary>The bearer of each call; null where there is none.</summary>
    internal BearerSource? Bearer => _client.Channel.Bearer;

    /// <summary>Whether its calls go through TLS.</summary>
    internal bool IsEncrypted => _client.Channel.IsEncrypted;

    /// <summary>Whether the session ends with this object: the address named none.</summary>
    internal bool IsOwn => _isOwn;

    /// <summary>Has something done when the session ends, while it can still be used; not for a session that the address named, which stays.</summary>
    /// <param name="ending">Throws nothing, and stops by its token, half a minute after the end began. Several run side by side.</param>
    /// <returns>Whether it will be: not where the session is ending already.</returns>
    internal bool BeforeEnd(Func<CancellationToken, Task> ending)
    {
        lock (_gate)
        {
            if (!_isEnding)
            {
                _endings.Add(ending);
            }

            return !_isEnding;
        }
    }

    /// <summary>Keeps the path of a folder that could not be deleted, to be told.</summary>
    internal void Left(string folder) => _leftFolders.Enqueue(folder);

    internal async Task ExecuteAsync(
        Plan plan,
        string what,
        IReadOnlyCollection<string> hidden,
        Action<ExecutePlanResponse> take,
        IProgress<ConnectProgress>? progress,
        CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        var report = new ProgressReport(progress);
        await new ServerOperation(_client, _watch, plan, what, hidden).RunAsync(
            response =>
            {
                take(response);
                report.Take(response);
            },
            cancellationToken);
    }

    internal async Task<AnalyzePlanResponse> AnalyzeAsync(
        AnalyzePlanRequest request, string what, IReadOnlyCollection<string> hidden, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        await _watch.CheckAsync(what, cancellationToken);
        request.SessionId = _client.SessionId;
        request.UserContext = _client.User;
        request.ClientType = _client.ClientType;
        if (_client.ServerSession is { } serverSession)
        {
            request.ClientObservedServerSideSessionId = serverSession;
        }

        return await _client.CallAsync(what, (server, options) => server.AnalyzePlanAsync(request, options), hidden, cancellationToken);
    }

    /// <summary>The second call of a session, within the time that opening it may take.</summary>
    private static async Task StartAsync(SessionWatch watch, ConnectClient client, ConnectOptions options, string what, CancellationToken cancellationToken)
    {
        using var patience = new Patience(options.OpenTimeout, options.TimeProvider, cancellationToken);
        try
        {
            await watch.StartAsync(patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsOver)
        {
            throw client.Faults.OpenTimedOut(what);
        }
    }

    internal UserError Unreadable(string what) => _client.Faults.Unreadable(what);

    private ConnectDataFrame Frame(Relation relation) => new(this, relation, []);

    private static LocalRelation Local(ReadOnlyMemory<byte> arrowStream, string schemaJson) =>
        new() { Data = UnsafeByteOperations.UnsafeWrap(arrowStream), Schema = schemaJson };
}
