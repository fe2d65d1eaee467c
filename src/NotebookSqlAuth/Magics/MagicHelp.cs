using NotebookSqlAuth.Display;

namespace NotebookSqlAuth.Magics;

/// <summary>The help of a magic, made from what the magic says of itself.</summary>
public static class MagicHelp
{
    // What magics say of themselves is written for a C# notebook.
    private const string Usual = "C#";

    /// <summary>The flag that every magic understands.</summary>
    internal static MagicOption Option { get; } = new(MagicCall.HelpFlag, "Shows this help.");

    /// <summary>Renders the help.</summary>
    /// <param name="magic">Of which.</param>
    /// <param name="language">Whose variables it reads and sets.</param>
    public static CellOutput Of(Magic magic, string language = Usual)
    {
        var options = magic.Options.Append(Option).Select(option => option with { Description = In(language, option.Description) }).ToList();
        var description = In(language, magic.Description);
        return Page.Of(Markup(magic, description, options), Text(magic, description, options));
    }

    /// <summary>Renders what one option does.</summary>
    internal static CellOutput Of(MagicOption option) => Page.Of(
        Html.Of($"<div class=\"nsa-card\" role=\"group\" aria-label=\"Help\"><code>{Usage(option)}</code><p>{Prose.ToHtml(Describe(option))}</p></div>"),
        $"{Usage(option)}\n\n{Describe(option)}");

    /// <summary>What an option does, in one line.</summary>
    internal static string Describe(MagicOption option) => option.Required ? option.Description + " Required." : option.Description;

    private static string In(string language, string text) => text.Replace($"{Usual} variable", $"{language} variable", StringComparison.Ordinal);

    private static Html Markup(Magic magic, string description, List<MagicOption> options)
    {
        var rows = options.Select(option =>
            Html.Of($"<dt><code>{Usage(option)}</code></dt><dd>{Prose.ToHtml(Describe(option))}</dd>"));
        var examples = magic.Examples.Select(example => Html.Of($"<pre>{example}</pre>"));
        return Html.Of(
            $"<div class=\"nsa-card\" role=\"group\" aria-label=\"Help\"><b>{magic.Name}</b><p>{Prose.ToHtml(description)}</p><p><code>{Synopsis(magic)}</code></p><dl>{rows}</dl><p class=\"nsa-dim\">Examples</p>{examples}</div>");
    }

    private static string Text(Magic magic, string description, List<MagicOption> options)
    {
        var width = options.Max(option => Usage(option).Length);
        var lines = new List<string> { description, "", "Usage:", "  " + Synopsis(magic), "", "Options:" };
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
}
