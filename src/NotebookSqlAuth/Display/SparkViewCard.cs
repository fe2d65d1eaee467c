namespace NotebookSqlAuth.Display;

/// <summary>What a temp view is that was just made: where, how much, which columns, how its rows got there.</summary>
/// <param name="View">Its name, which is the variable's too.</param>
/// <param name="Place">Which Spark.</param>
/// <param name="Size">Rows, as far as they are known.</param>
/// <param name="Columns">Each with its type.</param>
/// <param name="Way">How the rows travelled, or will.</param>
/// <param name="Language">Whose variable it is.</param>
internal sealed record SparkViewCard(string View, string Place, string Size, IReadOnlyList<string> Columns, string Way, string Language = "C#")
{
    /// <summary>Renders it below what the user should know and what the server printed.</summary>
    public CellOutput Of(IReadOnlyList<string> notices, IReadOnlyList<string> messages, TimeSpan elapsed)
    {
        var printed = VisibleText.Lines(string.Join('\n', messages));
        var shown = Columns.Take(ResultTable.MaxColumns).ToList();
        var columns = string.Join(", ", shown);
        if (Columns.Count > shown.Count)
        {
            columns += $" … and {Amounts.Count(Columns.Count - shown.Count, "column")} more";
        }

        var size = Columns.Count == 0 ? Size : $"{Size} × {Amounts.Count(Columns.Count, "column")}";
        var columnsRow = Columns.Count == 0 ? Html.Empty : Html.Of($"<dt>Columns</dt><dd>{columns}</dd>");
        var use = $"`#!spark-sql` asks it by this name; in {Language}, `{View}` is its Spark DataFrame.";
        var html = Html.Of(
            $"{notices.Select(NoticeLine.Markup)}{Printed(printed)}<div class=\"nsa-card nsa-ok\" role=\"status\"><b>{Prose.ToHtml($"`{View}` is on {Place}")}</b><dl><dt>Size</dt><dd>{size}</dd>{columnsRow}<dt>Way</dt><dd>{Prose.ToHtml(Way)}</dd><dt>Time</dt><dd>{Amounts.Duration(elapsed)}</dd></dl><p>{Prose.ToHtml(use)}</p></div>");

        var text = notices.Select(NoticeLine.Text).ToList();
        if (printed.Length > 0)
        {
            text.Add(printed);
        }

        text.Add($"`{View}` is on {VisibleText.OneLine(Place)}: {size} ({Way}).");
        if (Columns.Count > 0)
        {
            text.Add("  " + columns);
        }

        text.Add(use);
        text.Add(Amounts.Duration(elapsed));
        return Page.Of(html, string.Join('\n', text));
    }

    private static Html Printed(string messages) => messages.Length == 0 ? Html.Empty : Html.Of($"<pre role=\"log\">{messages}</pre>");
}
