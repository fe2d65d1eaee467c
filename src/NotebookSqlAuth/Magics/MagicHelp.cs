using NotebookSqlAuth.Display;

namespace NotebookSqlAuth.Magics;

/// <summary>The help of a magic, made from what the magic says of itself.</summary>
public static class MagicHelp
{
    /// <summary>Renders the help.</summary>
    public static CellOutput Of(Magic magic)
    {
        var options = magic.Options.Append(new MagicOption(MagicCall.HelpFlag, "Shows this help.")).ToList();
        return Page.Of(Markup(magic, options), Text(magic, options));
    }

    private static Html Markup(Magic magic, List<MagicOption> options)
    {
        var rows = options.Select(option =>
            Html.Of($"<dt><code>{Usage(option)}</code></dt><dd>{Prose.ToHtml(Describe(option))}</dd>"));
        var examples = magic.Examples.Select(example => Html.Of($"<pre>{example}</pre>"));
        return Html.Of(
            $"<div class=\"nsa-card\" role=\"group\" aria-label=\"Help\"><b>{magic.Name}</b><p>{Prose.ToHtml(magic.Description)}</p><p><code>{Synopsis(magic)}</code></p><dl>{rows}</dl><p class=\"nsa-dim\">Examples</p>{examples}</div>");
    }

    private static string Text(Magic magic, List<MagicOption> options)
    {
        var width = options.Max(option => Usage(option).Length);
        var lines = new List<string> { magic.Description, "", "Usage:", "  " + Synopsis(magic), "", "Options:" };
        lines.AddRange(options.Select(option => $"  {Usage(option).PadRight(width)}  {Describe(option)}"));
        lines.Add("");
        lines.Add("Examples:");
        lines.Add(string.Join("\n\n", magic.Examples.Select(example => "  " + example.ReplaceLineEndings("\n  "))));
        return string.Join('\n', lines);
    }

    private static string Synopsis(Magic magic)
    {
        var required = magic.Options.Where(option => option.Required).Select(option => " " + Usage(option));
        var body = magic.BodyName is null ? "" : $"   then {magic.BodyName} on the lines below";
        return $"{magic.Name}{string.Concat(required)} [options]{body}";
    }

    private static string Usage(MagicOption option) => option.ValueName is null ? option.Name : $"{option.Name} {option.ValueName}";

    private static string Describe(MagicOption option) => option.Required ? option.Description + " Required." : option.Description;
}
