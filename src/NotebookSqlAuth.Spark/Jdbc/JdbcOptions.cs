namespace NotebookSqlAuth.Spark.Jdbc;

/// <summary>How a read is split.</summary>
/// <param name="PartitionColumn">A column of whole numbers, decimals, dates or times of the query's result, named as there; SQL Server compares best where it is indexed.</param>
/// <param name="Partitions">How many ranges, each read over a connection of its own: 1 to 1000.</param>
public sealed record JdbcOptions(string PartitionColumn, int Partitions);
