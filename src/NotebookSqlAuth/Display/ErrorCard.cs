using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Display;

/// <summary>An error as a card: what happened, why, what to do next, its code, and a line for an administrator; above it what the server had printed.</summary>
public static class ErrorCard
{
    /// <summary>Renders an error.</summary>
    public static CellOutput Of(UserError error)
    {
        var why = error.Why.Length == 0 ? Html.Empty : Html.Of($"<p>{Prose.ToHtml(error.Why)}</p>");
        var next = error.Next.Length == 0 ? Html.Empty : Html.Of($"<p><b>Next:</b> {Prose.ToHtml(error.Next)}</p>");
        var messages = VisibleText.Lines(string.Join('\n', error.ServerMessages));
        var printed = messages.Length == 0 ? Html.Empty : Html.Of($"<pre role=\"log\">{messages}</pre>");
        var html = Html.Of(
            $"{printed}<div class=\"nsa-card nsa-error\" role=\"alert\"><b>{Prose.ToHtml(error.What)}</b>{why}{next}<p class=\"nsa-dim\">{error.Code} · {VisibleText.OneLine(error.SupportLine)}</p></div>");

        var lines = new List<string>();
        if (messages.Length > 0)
        {
            lines.Add(messages);
        }

        lines.Add($"Error {error.Code}: {error.What}");
        if (error.Why.Length > 0)
        {
            lines.Add(error.Why);
        }

        if (error.Next.Length > 0)
        {
            lines.Add("Next: " + error.Next);
        }

        lines.Add(error.SupportLine);
        return Page.Of(html, VisibleText.Lines(string.Join('\n', lines)));
    }
}
