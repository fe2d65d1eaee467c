namespace NotebookSqlAuth.Display;

/// <summary>One line that the user should know: nothing failed, but something is not as it may seem.</summary>
public static class NoticeLine
{
    /// <summary>Renders a notice, one sentence or two; names in backticks are shown as code.</summary>
    public static CellOutput Of(string notice) => Page.Of(Markup(notice), Text(notice));

    internal static Html Markup(string notice) => Html.Of($"<div class=\"nsa-note\" role=\"note\">{Prose.ToHtml(notice)}</div>");

    internal static string Text(string notice) => "Note: " + VisibleText.Lines(notice);
}
