using System.Runtime.CompilerServices;
using Microsoft.Data.Analysis;

namespace NotebookSqlAuth.Frames;

/// <summary>The SQL side of frame columns: what the server said of a column stays beside it as long as the column lives.</summary>
/// <remarks>
/// Kept by column, not by frame: a frame that is put together of the same columns, or whose column is renamed, keeps it. A column that was
/// computed, cloned, filtered or sorted is a new one and has none. Values may have been changed since; whoever relies on precision or
/// nullability looks at the values. Thread-safe.
/// </remarks>
public static class SqlSchema
{
    private static readonly ConditionalWeakTable<DataFrameColumn, SqlColumn> s_columns = [];

    /// <summary>What the server said of a column; null for one that no query made. Its name is the one it had then.</summary>
    public static SqlColumn? Of(DataFrameColumn column) => s_columns.TryGetValue(column, out var sql) ? sql : null;

    internal static void Keep(DataFrameColumn column, SqlColumn sql) => s_columns.Add(column, sql);
}
