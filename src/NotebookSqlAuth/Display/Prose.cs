namespace NotebookSqlAuth.Display;

/// <summary>Our sentences: names stand in backticks, which HTML shows as code.</summary>
internal static class Prose
{
    /// <summary>Encodes a sentence; what stands in backticks becomes code.</summary>
    public static Html ToHtml(string sentence)
    {
        var parts = VisibleText.Lines(sentence).Split('`');
        if (parts.Length % 2 == 0)
        {
            return Html.Of($"{string.Join('`', parts)}");
        }

        return Html.Join(parts.Select((part, index) =>
            index % 2 == 0 ? Html.Of($"{part}") : Html.Of($"<code>{part}</code>")));
    }
}
