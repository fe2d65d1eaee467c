namespace NotebookSqlAuth.Spark.Connect;

/// <summary>One session of a Spark Connect server: temp views, settings and uploaded files live as long as it does.</summary>
/// <remarks>Thread-safe; operations may run side by side. What an operation's token cancels is interrupted on the server too.</remarks>
public sealed class ConnectSession : IAsyncDisposable
{
    /// <summary>Opens a session and asks the server's version.</summary>
    /// <param name="address">Where.</param>
    /// <param name="bearer">The bearer token of each call; null where the address has one or the server asks for none.</param>
    /// <param name="options">Limits and waits.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<ConnectSession> OpenAsync(
        ConnectAddress address, BearerSource? bearer, ConnectOptions options, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>The server's version, e.g. <c>3.5.1</c>.</summary>
    public string SparkVersion { get; } = "";

    /// <summary>The session's id on the server, a UUID.</summary>
    public string SessionId { get; } = "";

    /// <summary>Runs SQL. Commands run at once; a query runs when its rows are asked for.</summary>
    /// <param name="sql">Spark SQL; <c>:name</c> is an argument.</param>
    /// <param name="arguments">A value for each argument; null is NULL.</param>
    /// <param name="progress">Told how far the server is, where it says so (4.x).</param>
    /// <param name="cancellationToken">Interrupts the operation on the server.</param>
    public Task<ConnectDataFrame> SqlAsync(
        string sql, IReadOnlyDictionary<string, object?>? arguments, IProgress<ConnectProgress>? progress, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>The rows of a table or view.</summary>
    public ConnectDataFrame Table(string name) => throw new NotImplementedException();

    /// <summary>The rows of Parquet files by their paths on the cluster's file system.</summary>
    public ConnectDataFrame ReadParquet(IReadOnlyList<string> paths) => throw new NotImplementedException();

    /// <summary>A source of Spark's own, e.g. <c>jdbc</c>, with its options. Option values are never in an error or a log of this side.</summary>
    public ConnectDataFrame Read(string format, IReadOnlyDictionary<string, string> options) => throw new NotImplementedException();

    /// <summary>Rows that travel inside each plan which uses them: for small ones only.</summary>
    /// <param name="arrowStream">An Arrow IPC stream.</param>
    /// <param name="schemaJson">Spark's StructType as JSON.</param>
    public ConnectDataFrame LocalRelation(ReadOnlyMemory<byte> arrowStream, string schemaJson) => throw new NotImplementedException();

    /// <summary>Rows that the server keeps under their hash (SHA-256), uploaded unless it has them already.</summary>
    public Task<ConnectDataFrame> CacheLocalRelationAsync(ReadOnlyMemory<byte> arrowStream, string schemaJson, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Uploads a file in checked pieces under an artifact's name, e.g. <c>forward_to_fs/…</c>; memory is bounded by a piece.</summary>
    /// <exception cref="Errors.UserError">The server refused it (its words follow), a piece arrived broken, or nothing moved for the stated time.</exception>
    public Task AddArtifactAsync(string name, Stream content, IProgress<long>? bytesSent, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Reads a setting; null where it is not set.</summary>
    public Task<string?> GetConfigAsync(string key, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Sets a setting of the session.</summary>
    public Task SetConfigAsync(string key, string value, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Ends the session on the server and closes the channel.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}

/// <summary>Limits and waits of a session.</summary>
public sealed record ConnectOptions
{
    /// <summary>How long an operation may go on without any sign of progress before it is given up with an error.</summary>
    public TimeSpan NoProgressTimeout { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>How far an operation is on the server.</summary>
/// <param name="TasksCompleted">Tasks that are done.</param>
/// <param name="TasksTotal">Tasks known so far; 0 where the server does not say.</param>
/// <param name="Rows">Rows received so far.</param>
public sealed record ConnectProgress(long TasksCompleted, long TasksTotal, long Rows);
