using NotebookSqlAuth.Spark.Arrow.Buffers;

namespace NotebookSqlAuth.Spark.Arrow;

/// <summary>Counts the bytes of a batch by its schema.</summary>
internal sealed class BatchSize
{
    /// <summary>What rounding up to whole bytes and one more offset can add to a field.</summary>
    private const int BytesPerField = 8;

    private readonly long _bitsPerRow;
    private readonly long _bytesPerBatch;

    internal BatchSize(SparkSchema schema, ArrowOptions options)
    {
        // One bit more for validity.
        _bitsPerRow = schema.Fields.Sum(field => field.Type.Bits + (field.Nullable ? 1L : 0));
        _bytesPerBatch = schema.Fields.Count * (long)BytesPerField;
        MaxRows = Math.Max(1, options.MaxBatchRows);

        // A batch's length, and an offset into its text, is an int of bytes.
        MaxBytes = Math.Clamp(options.MaxBatchBytes, 1, Array.MaxLength / 2);
    }

    internal int MaxRows { get; }

    internal long MaxBytes { get; }

    /// <summary>The bytes of a batch beside its texts and bytes of any length.</summary>
    internal long FixedBytes(int rows) => _bytesPerBatch + ((rows * _bitsPerRow) + 7) / 8;

    /// <summary>The most rows of a batch that has no such texts.</summary>
    internal int RowsWithin(long rows) => (int)Math.Clamp((MaxBytes - _bytesPerBatch) * 8 / Math.Max(1, _bitsPerRow), 1, Math.Min(rows, MaxRows));
}
