using Microsoft.Data.Analysis;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Display;

/// <summary>A frame as a table: typed alignment, NULL shown as such, first rows and the total, every value encoded.</summary>
/// <remarks>
/// Shows the first 20 rows and 100 columns. A text is cut after 100 characters, binary data after 49 bytes; the full length is said.
/// </remarks>
public static class ResultTable
{
    /// <summary>How many rows are shown.</summary>
    public const int MaxRows = 20;

    /// <summary>How many columns are shown.</summary>
    public const int MaxColumns = 100;

    /// <summary>Renders a frame that did not come straight from a query, e.g. a cell's last expression.</summary>
    public static CellOutput Of(DataFrame frame)
    {
        var table = Of(frame, variable: null);
        return Page.Of(HtmlTable.Of(table), PlainTable.Of(table));
    }

    /// <summary>A frame without a SQL side.</summary>
    /// <param name="frame">Its rows.</param>
    /// <param name="variable">The variable that holds it now; null where none does.</param>
    internal static Table Of(DataFrame frame, string? variable)
    {
        var shownRows = Math.Min(frame.Rows.Count, MaxRows);
        var columns = frame.Columns.Take(MaxColumns).Select(column => TableColumn.Of(column, shownRows)).ToList();
        return new Table(columns, shownRows, Caption(frame, variable));
    }

    /// <summary>A result set as a query answered it.</summary>
    /// <param name="result">Its frame and the SQL side of its columns.</param>
    /// <param name="variable">The variable that holds it now; null where none does.</param>
    internal static Table Of(ResultSet result, string? variable)
    {
        var columns = result.Frame.Columns.Zip(result.Columns, TableColumn.Of).Take(MaxColumns).ToList();
        return new Table(columns, Math.Min(result.Frame.Rows.Count, MaxRows), Caption(result.Frame, variable));
    }

    private static string Caption(DataFrame frame, string? variable)
    {
        var (rows, columns) = (frame.Rows.Count, frame.Columns.Count);
        var caption = $"{Amounts.Count(rows, "row")} × {Amounts.Count(columns, "column")}";
        caption = variable is null ? caption : $"`{variable}`: {caption}";
        caption = rows > MaxRows ? $"{caption}, first {MaxRows} rows shown" : caption;
        return columns > MaxColumns ? $"{caption}, first {MaxColumns} columns shown" : caption;
    }
}

/// <summary>What a table shows.</summary>
/// <param name="Columns">The columns to show.</param>
/// <param name="ShownRows">How many rows of them, from the first.</param>
/// <param name="Caption">What stands above it: variable, total rows and columns.</param>
internal sealed record Table(IReadOnlyList<TableColumn> Columns, long ShownRows, string Caption);
