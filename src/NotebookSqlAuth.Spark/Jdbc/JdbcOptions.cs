namespace NotebookSqlAuth.Spark.Jdbc;

/// <summary>How a read is split.</summary>
/// <param name="PartitionColumn">A column of whole numbers, decimals, money, date, datetime, datetime2 or smalldatetime of the query's result, named as there; SQL Server compares best where it is indexed.</param>
/// <param name="Partitions">How many ranges, each read over a connection of its own: 1 to <see cref="MaxPartitions"/>.</param>
public sealed record JdbcOptions(string PartitionColumn, int Partitions)
{
    /// <summary>The most that make sense: SQL Server serves each with a connection of its own.</summary>
    public const int MaxPartitions = 1000;
}
