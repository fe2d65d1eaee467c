namespace NotebookSqlAuth.Display;

/// <summary>One line that says what is going on, or how it ended.</summary>
public static class ProgressLine
{
    /// <summary>Renders a line; names in backticks are shown as code.</summary>
    public static CellOutput Of(string text) => Page.Of(Markup(text), VisibleText.Lines(text));

    /// <summary>A running query: the rows so far, and on the page the seconds too.</summary>
    public static CellOutput OfQuery(long rows, TimeSpan elapsed) => OfRunning(Amounts.Count(rows, "row") + " so far", elapsed);

    /// <summary>What has been done so far, and on the page the seconds too.</summary>
    /// <remarks>The plain text changes only with what is done, so that a terminal which prints each change stays readable.</remarks>
    internal static CellOutput OfRunning(string done, TimeSpan elapsed)
    {
        var text = $"Running: {done}";
        return Page.Of(Markup($"{text} · {Amounts.Duration(elapsed)}"), text);
    }

    private static Html Markup(string text) =>
        Html.Of($"<div class=\"nsa-dim\" role=\"status\" aria-live=\"polite\">{Prose.ToHtml(text)}</div>");
}
