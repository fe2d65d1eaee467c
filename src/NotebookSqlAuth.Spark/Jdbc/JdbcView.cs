using NotebookSqlAuth.Spark.Connect;

namespace NotebookSqlAuth.Spark.Jdbc;

/// <summary>A view that the executors fill.</summary>
/// <param name="Frame">Its rows.</param>
/// <param name="Partitions">Over how many connections they read, each time it is used: as many as were asked for, or as the partition column has values.</param>
/// <param name="TokenExpiresOn">From then on it cannot be read any more.</param>
/// <param name="Notices">What the user should know: the token's remaining life, how the rows are split, values changed by a documented rule.</param>
public sealed record JdbcView(ConnectDataFrame Frame, int Partitions, DateTimeOffset TokenExpiresOn, IReadOnlyList<string> Notices);
