using System.Text;

namespace NotebookSqlAuth.Display;

/// <summary>A table as aligned text for a terminal.</summary>
/// <remarks>A cell takes at most 32 columns of the terminal, a line 120; columns that find no room are counted below.</remarks>
internal static class PlainTable
{
    // As wide as a GUID, the widest of the types whose texts have one width.
    private const int MaxCellWidth = 36;
    private const int MaxLineWidth = 120;

    public static string Of(Table table)
    {
        var columns = new List<(TableColumn Column, List<string> Cells, int Width)>();
        var lineWidth = 0;
        foreach (var column in table.Columns)
        {
            var cells = Cells(column, table.ShownRows);
            var width = cells.Max(TextWidth.Of);
            lineWidth += width + 2;
            if (lineWidth > MaxLineWidth && columns.Count > 0)
            {
                break;
            }

            columns.Add((column, cells, width));
        }

        var text = new StringBuilder(table.Caption);
        for (var line = 0; line < columns.Select(column => column.Cells.Count).FirstOrDefault(); line++)
        {
            var cells = columns.Select(column => Pad(column.Cells[line], column.Width, column.Column.IsNumeric));
            text.Append('\n').Append(string.Join("  ", cells).TrimEnd());
        }

        if (columns.Count < table.Columns.Count)
        {
            text.Append('\n').Append("… and ").Append(Amounts.Count(table.Columns.Count - columns.Count, "column")).Append(" more: ")
                .Append(TextWidth.Cut(string.Join(", ", table.Columns.Skip(columns.Count).Select(column => column.Name)), MaxLineWidth));
        }

        return text.ToString();
    }

    // Head, rule, rows.
    private static List<string> Cells(TableColumn column, long rows)
    {
        var cells = new List<string> { TextWidth.Cut(column.Name, MaxCellWidth), "" };
        for (var row = 0L; row < rows; row++)
        {
            cells.Add(Cell(column, row));
        }

        cells[1] = new string('─', cells.Max(TextWidth.Of));
        return cells;
    }

    // A text that reads NULL is quoted: without colour it could not be told from a null.
    private static string Cell(TableColumn column, long row) => column[row] switch
    {
        null => "NULL",
        { Text: "NULL" } => "'NULL'",
        { } value => TextWidth.Cut(value.Text, MaxCellWidth),
    };

    private static string Pad(string cell, int width, bool right)
    {
        var space = new string(' ', width - TextWidth.Of(cell));
        return right ? space + cell : cell + space;
    }
}
