namespace NotebookSqlAuth.Spark.Staging.Parquet;

/// <summary>Where the values of one column of one row group lie.</summary>
/// <param name="Column">Which column.</param>
/// <param name="Offset">The first page's place in the file.</param>
/// <param name="Rows">Rows, nulls included.</param>
/// <param name="UncompressedBytes">Pages and their headers, before compression.</param>
/// <param name="CompressedBytes">Pages and their headers, as they lie there.</param>
internal sealed record ColumnChunk(ParquetColumn Column, long Offset, long Rows, long UncompressedBytes, long CompressedBytes);
