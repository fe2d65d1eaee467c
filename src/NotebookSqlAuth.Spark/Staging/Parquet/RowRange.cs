using Apache.Arrow;

namespace NotebookSqlAuth.Spark.Staging.Parquet;

/// <summary>Some rows of a batch.</summary>
/// <param name="Batch">Which batch.</param>
/// <param name="Start">The first row.</param>
/// <param name="Count">How many.</param>
internal readonly record struct RowRange(RecordBatch Batch, int Start, int Count);
