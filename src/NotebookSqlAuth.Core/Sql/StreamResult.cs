namespace NotebookSqlAuth.Sql;

/// <summary>What a query answered beside the rows that its receiver took.</summary>
/// <param name="Rows">Rows that were handed over.</param>
/// <param name="Truncated">Whether rows were cut at the limit asked for.</param>
/// <param name="Notices">What the user should know: renamed columns, cut rows.</param>
/// <param name="Messages">PRINT texts and notices of the server in order.</param>
/// <param name="RowsAffected">Rows that INSERT, UPDATE, DELETE and MERGE counted, together; null where nothing counted.</param>
/// <param name="Elapsed">From sending the first batch to the last row.</param>
public sealed record StreamResult(
    long Rows, bool Truncated, IReadOnlyList<string> Notices, IReadOnlyList<string> Messages, long? RowsAffected, TimeSpan Elapsed);
