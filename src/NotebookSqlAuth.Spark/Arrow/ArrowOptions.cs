namespace NotebookSqlAuth.Spark.Arrow;

/// <summary>How rows become Arrow record batches. Immutable.</summary>
public sealed record ArrowOptions
{
    /// <summary>Whether a datetimeoffset's offset goes into a column of its own; else only the instant is kept, and a notice says so.</summary>
    public bool KeepOffset { get; init; }

    /// <summary>For Spark before 3.4, which has no TIMESTAMP_NTZ: a time without a zone goes as TIMESTAMP, taken to be UTC, and a notice says so.</summary>
    public bool TimesAsUtc { get; init; }

    /// <summary>The most rows of one batch: Spark makes one partition of each.</summary>
    public int MaxBatchRows { get; init; } = 500_000;

    /// <summary>The most bytes of one batch, counted over its buffers; a single row that is larger is a batch of its own. Never more than 2 GiB.</summary>
    public long MaxBatchBytes { get; init; } = 64L << 20;
}
