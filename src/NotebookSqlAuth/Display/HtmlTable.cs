namespace NotebookSqlAuth.Display;

/// <summary>A table as markup. A wide one scrolls in its own box.</summary>
internal static class HtmlTable
{
    public static Html Of(Table table)
    {
        var rows = new List<Html>();
        for (var row = 0L; row < table.ShownRows; row++)
        {
            var index = row;
            rows.Add(Html.Of($"<tr>{table.Columns.Select(column => Cell(column, index))}</tr>\n"));
        }

        return Html.Of(
            $"<div class=\"nsa-scroll\" role=\"region\" aria-label=\"Result\" tabindex=\"0\"><table><caption>{Prose.ToHtml(table.Caption)}</caption>\n<thead><tr>{table.Columns.Select(Head)}</tr></thead>\n<tbody>\n{rows}</tbody></table></div>");
    }

    private static Html Head(TableColumn column) =>
        Html.Of($"<th scope=\"col\" class=\"{Alignment(column)}\" title=\"{column.Name}: {column.TypeName}\">{column.Name}<br><span class=\"nsa-type\">{column.TypeName}</span></th>");

    private static Html Cell(TableColumn column, long row) => column[row] switch
    {
        null => Html.Of($"<td class=\"{Alignment(column)} nsa-null\"><i>NULL</i></td>"),
        { FullLength: null } value => Html.Of($"<td class=\"{Alignment(column)}\">{value.Text}</td>"),
        { } value => Html.Of($"<td class=\"{Alignment(column)}\">{value.Text} <span class=\"nsa-cut\">({value.FullLength})</span></td>"),
    };

    private static string Alignment(TableColumn column) => column.IsNumeric ? "nsa-num" : "nsa-text";
}
