namespace NotebookSqlAuth.Spark.Connect;

/// <summary>How far an operation is on the server.</summary>
/// <param name="TasksCompleted">Tasks that are done.</param>
/// <param name="TasksTotal">Tasks known so far; 0 where the server does not say.</param>
/// <param name="Rows">Rows received so far.</param>
public sealed record ConnectProgress(long TasksCompleted, long TasksTotal, long Rows);
