using System.Globalization;
using Apache.Arrow;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Spark.Connect;

namespace NotebookSqlAuth.Spark.Staging;

/// <summary>Hands rows over where the server takes no files: in parts that it keeps in the driver's memory.</summary>
internal sealed class CachedHandOver(ConnectSession session, SparkSchema schema, string refusal, long maxBytes, IProgress<HandOverProgress>? progress)
{
    /// <summary>A part is held several times while it travels: as batches, as a stream and as a message.</summary>
    private const long PartBytes = 16L << 20;

    private readonly List<ConnectDataFrame> _parts = [];
    private readonly List<RecordBatch> _batches = [];
    private long _taken;

    /// <summary>Rows so far.</summary>
    internal long Rows { get; private set; }

    /// <summary>Bytes that were sent.</summary>
    internal long Bytes { get; private set; }

    /// <summary>What the user should know of it.</summary>
    internal string Notice =>
        $"The Spark server took no file ({refusal.TrimEnd('.')}), so the rows went into its driver's memory, and each query sends them to the executors again. "
        + $"For large frames: {Remedy}.";

    private string Remedy => session.SparkVersion.StartsWith("3.", StringComparison.Ordinal)
        ? "start the server with spark.connect.copyFromLocalToFs.allowDestLocal=true, or with a default file system that its executors share (spark.hadoop.fs.defaultFS)"
        : "set spark.sql.artifact.copyFromLocalToFs.allowDestLocal=true where driver and executors share a file system, or give the server a default file system that they share (spark.hadoop.fs.defaultFS)";

    /// <summary>Takes all batches.</summary>
    /// <exception cref="UserError">There are more bytes than the driver shall be burdened with.</exception>
    internal async Task<ConnectDataFrame> RunAsync(IAsyncEnumerable<RecordBatch> batches, CancellationToken cancellationToken)
    {
        try
        {
            long part = 0;
            await foreach (var batch in batches.WithCancellation(cancellationToken))
            {
                _batches.Add(batch);
                var bytes = BatchBytes.Of(batch);
                _taken += bytes;
                part += bytes;
                if (_taken > maxBytes)
                {
                    throw TooLarge();
                }

                if (part >= PartBytes)
                {
                    await SendAsync(cancellationToken);
                    part = 0;
                }
            }

            if (_batches.Count > 0)
            {
                await SendAsync(cancellationToken);
            }

            return session.Union(_parts);
        }
        finally
        {
            _batches.ForEach(batch => batch.Dispose());
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        Rows += _batches.Sum(batch => (long)batch.Length);
        RecordBatch[] batches = [.. _batches];
        _batches.Clear();
        var content = ArrowBytes.Of(schema.Arrow, batches);
        _parts.Add(await session.CacheLocalRelationAsync(content, schema.Json, cancellationToken));
        Bytes += content.Length;
        progress?.Report(new HandOverProgress(Rows, Bytes));
    }

    private UserError TooLarge() => new(
        ErrorCodes.SparkTakesNoFiles,
        string.Create(CultureInfo.InvariantCulture, $"The rows are more than the {maxBytes >> 20} MiB that go into the memory of a Spark driver."),
        $"The Spark server took no file, which is how large frames travel: {refusal}",
        $"Either {Remedy}; or ask for fewer rows or columns; or, on Databricks, name a volume.");
}
