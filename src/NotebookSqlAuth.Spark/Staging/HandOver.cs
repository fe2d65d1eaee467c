using System.Diagnostics.CodeAnalysis;
using Apache.Arrow;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Staging.Files;

namespace NotebookSqlAuth.Spark.Staging;

/// <summary>Hands rows to a Spark Connect session as one temp view: small ones inside the plan, large ones as Parquet files.</summary>
public static class HandOver
{
    /// <summary>The size of a batch, in bytes, that keeps a stream's memory low: some five of them are alive at a time.</summary>
    public const long BatchBytes = 8L << 20;

    /// <summary>Hands over batches as they come; memory is bounded by a few batches and the local relation's limit.</summary>
    /// <param name="session">To whom.</param>
    /// <param name="view">The temp view's name; one of that name gives way when the rows are there.</param>
    /// <param name="schema">The schema of the batches.</param>
    /// <param name="batches">Each is disposed here.</param>
    /// <param name="options">Which way from which size on.</param>
    /// <param name="progress">Told what moves.</param>
    /// <param name="cancellationToken">Stops, and takes away what was uploaded.</param>
    /// <returns>The view. Its columns are all nullable where the rows went as files, whatever the schema says: Spark reads files so.</returns>
    /// <remarks>
    /// Files lie in a folder of their own on the cluster's default file system (below <c>/tmp</c>), readable by whom the server's umask
    /// lets read them, or in the volume that was named. They stay as long as the session, also when another view takes the
    /// name, because views and frames that were made of this one still read them; <see cref="ConnectSession.DisposeAsync"/> deletes
    /// them. A session that ends without it, as by a crash or the server's own idle limit, leaves them there.
    /// On this computer, rows lie in files of the user's alone, two at a time, gone when they are sent.
    /// </remarks>
    /// <exception cref="Errors.UserError">The server refused every way, or nothing moved for the stated time; says what to raise.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "StagedFiles owns the folder.")]
    public static async Task<HandedOver> RunAsync(
        ConnectSession session,
        string view,
        SparkSchema schema,
        IAsyncEnumerable<RecordBatch> batches,
        HandOverOptions options,
        IProgress<HandOverProgress>? progress,
        CancellationToken cancellationToken)
    {
        var limit = options.LocalRelationBytes ?? await LocalRelationLimit.OfAsync(session, cancellationToken);
        await using var head = await BatchHead.ReadAsync(batches, limit, cancellationToken);
        if (head.IsWhole && (head.Rows == 0 || head.Bytes <= limit))
        {
            var content = ArrowBytes.Of(schema.Arrow, head.TakeBatches());
            await session.LocalRelation(content, schema.Json).CreateTempViewAsync(view, cancellationToken);
            progress?.Report(new HandOverProgress(head.Rows, content.Length));
            return new HandedOver(session.Table(view), head.Rows, content.Length, "local relation", []);
        }

        IStagingFolder folder = options.Volume is { } volume ? VolumeFolder.Of(session, volume) : new ArtifactFolder(session);
        var staged = new StagedFiles(session, folder);
        if (await staged.TryRunAsync(view, schema, head.AllAsync(cancellationToken), options.MaxFileBytes, progress, cancellationToken) is { } files)
        {
            return new HandedOver(session.Table(view), files.Rows, files.Bytes, "Parquet files", session.IsOwn ? [] : [$"The rows lie in `{folder.Path}` and stay there: a session that the address names is not ended from here."]);
        }

        var cached = new CachedHandOver(session, schema, staged.Refusal ?? "", options.MaxCachedBytes, progress);
        var frame = await cached.RunAsync(head.AllAsync(cancellationToken), cancellationToken);
        await frame.CreateTempViewAsync(view, cancellationToken);
        return new HandedOver(session.Table(view), cached.Rows, cached.Bytes, "cached local relations", [cached.Notice]);
    }
}

/// <summary>From which size on which way.</summary>
public sealed record HandOverOptions
{
    /// <summary>Up to this many bytes of Arrow the rows travel inside the plan; null asks the server's own threshold, and takes 1 MiB where that is more.</summary>
    public long? LocalRelationBytes { get; init; }

    /// <summary>The most bytes of one Parquet file, a single row group aside that is larger.</summary>
    public long MaxFileBytes { get; init; } = 64L << 20;

    /// <summary>The most bytes of Arrow that go as cached local relations where the server takes no files.</summary>
    public long MaxCachedBytes { get; init; } = 256L << 20;

    /// <summary>A Unity Catalog volume's folder, <c>/Volumes/…</c>, that files go to through the Files API; null for artifacts.</summary>
    public string? Volume { get; init; }
}

/// <summary>How far a hand-over is.</summary>
/// <param name="Rows">Rows taken so far.</param>
/// <param name="Bytes">Bytes that have reached the server.</param>
public sealed record HandOverProgress(long Rows, long Bytes);

/// <summary>What was handed over.</summary>
/// <param name="Frame">The rows, by the view's name.</param>
/// <param name="Rows">How many.</param>
/// <param name="Bytes">Bytes that travelled.</param>
/// <param name="Way">How: <c>local relation</c>, <c>Parquet files</c>, <c>cached local relations</c>.</param>
/// <param name="Notices">What the user should know, a way that was refused included.</param>
public sealed record HandedOver(ConnectDataFrame Frame, long Rows, long Bytes, string Way, IReadOnlyList<string> Notices);
