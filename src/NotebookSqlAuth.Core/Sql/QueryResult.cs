using Microsoft.Data.Analysis;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Frames;

namespace NotebookSqlAuth.Sql;

/// <summary>All that a cell's SQL answered.</summary>
/// <param name="ResultSets">Its result sets in order; none for statements that answer no rows.</param>
/// <param name="Messages">PRINT texts and notices in order.</param>
/// <param name="RowsAffected">Rows that INSERT, UPDATE, DELETE and MERGE counted, together; null where nothing counted.</param>
/// <param name="Elapsed">From sending the first batch to the last row.</param>
public sealed record QueryResult(
    IReadOnlyList<ResultSet> ResultSets, IReadOnlyList<string> Messages, long? RowsAffected, TimeSpan Elapsed)
{
    /// <summary>What ended it early, where <see cref="QueryRunner.TryRunAsync"/> was asked; what came before is in the other properties, and what it changed stays.</summary>
    public UserError? Error { get; init; }
}

/// <summary>One result set.</summary>
/// <param name="Frame">Rows × columns as read; NULL is a null of the column.</param>
/// <param name="Columns">The SQL side of each of the frame's columns, in its order.</param>
/// <param name="Truncated">Whether rows were cut at the limit asked for.</param>
/// <param name="Notices">What the user should know: renamed columns, cut rows.</param>
public sealed record ResultSet(
    DataFrame Frame, IReadOnlyList<SqlColumn> Columns, bool Truncated, IReadOnlyList<string> Notices);
