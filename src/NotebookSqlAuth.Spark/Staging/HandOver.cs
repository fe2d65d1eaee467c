using Apache.Arrow;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Spark.Connect;

namespace NotebookSqlAuth.Spark.Staging;

/// <summary>Hands rows to a Spark Connect session as one temp view: small ones inside the plan, large ones as Parquet files.</summary>
public static class HandOver
{
    /// <summary>Hands over batches as they come; memory is bounded by a few batches and the local relation's limit.</summary>
    /// <param name="session">To whom.</param>
    /// <param name="view">The temp view's name; one of that name gives way when the rows are there.</param>
    /// <param name="schema">The schema of the batches.</param>
    /// <param name="batches">Each is disposed here.</param>
    /// <param name="options">Which way from which size on.</param>
    /// <param name="progress">Told what moves.</param>
    /// <param name="cancellationToken">Stops, and takes away what was uploaded.</param>
    /// <exception cref="Errors.UserError">The server refused every way, or nothing moved for the stated time; says what to raise.</exception>
    public static Task<HandedOver> RunAsync(
        ConnectSession session,
        string view,
        SparkSchema schema,
        IAsyncEnumerable<RecordBatch> batches,
        HandOverOptions options,
        IProgress<HandOverProgress>? progress,
        CancellationToken cancellationToken) => throw new NotImplementedException();
}

/// <summary>From which size on which way.</summary>
public sealed record HandOverOptions
{
    /// <summary>Up to this many bytes of Arrow the rows travel inside the plan; null asks the server's own threshold.</summary>
    public long? LocalRelationBytes { get; init; }

    /// <summary>The most bytes of one Parquet file.</summary>
    public long MaxFileBytes { get; init; } = 64L << 20;

    /// <summary>The most bytes that go as cached local relations where the server takes no files.</summary>
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
