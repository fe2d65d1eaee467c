using Microsoft.Data.Analysis;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Display;

/// <summary>All that a query answered, as one output: notices, messages, tables, and a last line with rows affected and time.</summary>
internal static class QueryOutput
{
    /// <summary>Renders what had come before a query's error; null where nothing had. What the server printed stands with the error.</summary>
    public static CellOutput? BeforeError(QueryResult result) => result is { ResultSets.Count: 0, RowsAffected: null }
        ? null
        : Of(result with { Messages = [] }, [], ["Before the error below, this had run. What it changed stays; no variable was set."]);

    /// <summary>Renders a result.</summary>
    /// <param name="result">What the server answered.</param>
    /// <param name="variables">The variable of each result set; none where the rows are only shown.</param>
    /// <param name="notices">What the user should know before the rest.</param>
    public static CellOutput Of(QueryResult result, IReadOnlyList<string> variables, IReadOnlyList<string> notices)
    {
        var markup = notices.Select(NoticeLine.Markup).ToList();
        var text = notices.Select(NoticeLine.Text).ToList();
        if (result.Messages.Count > 0)
        {
            var messages = VisibleText.Lines(string.Join('\n', result.Messages));
            markup.Add(Html.Of($"<pre role=\"log\">{messages}</pre>"));
            text.Add(messages);
        }

        for (var index = 0; index < result.ResultSets.Count; index++)
        {
            var set = result.ResultSets[index];
            var table = ResultTable.Of(set, index < variables.Count ? variables[index] : null);
            markup.AddRange(set.Notices.Select(NoticeLine.Markup));
            text.AddRange(set.Notices.Select(NoticeLine.Text));
            markup.Add(HtmlTable.Of(table));
            text.Add(PlainTable.Of(table));
        }

        var end = result.RowsAffected is { } affected ? Amounts.Count(affected, "row") + " affected · " : "";
        end += Amounts.Duration(result.Elapsed);
        markup.Add(Html.Of($"<div class=\"nsa-dim\">{end}</div>"));
        text.Add(end);
        return Page.Of(Html.Join(markup), string.Join('\n', text));
    }

    /// <summary>Renders what Spark answered.</summary>
    /// <param name="rows">Without columns where a command was run.</param>
    /// <param name="variable">The variable that holds them now; null where they are only shown.</param>
    /// <param name="notices">What the user should know before the rest.</param>
    /// <param name="elapsed">How long it took.</param>
    public static CellOutput OfSpark(DataFrame rows, string? variable, IReadOnlyList<string> notices, TimeSpan elapsed)
    {
        var end = Amounts.Duration(elapsed);
        if (rows.Columns.Count == 0)
        {
            return ProgressLine.Of($"Done, without rows · {end}");
        }

        var table = ResultTable.Of(rows, variable);
        return Page.Of(
            Html.Of($"{notices.Select(NoticeLine.Markup)}{HtmlTable.Of(table)}<div class=\"nsa-dim\">{end}</div>"),
            string.Join('\n', [.. notices.Select(NoticeLine.Text), PlainTable.Of(table), end]));
    }
}
