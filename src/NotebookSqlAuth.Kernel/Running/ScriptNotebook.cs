using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookSqlAuth.Kernel.Execution.Magics;

namespace NotebookSqlAuth.Kernel.Running;

/// <summary>Reads .dib files, Polyglot Notebooks' script form of a notebook: text, in which a line such as <c>#!csharp</c> begins each cell.</summary>
/// <remarks>
/// The rules are those of the platform's own reader (Microsoft.DotNet.Interactive.Documents, CodeSubmission.Parse): a line begins
/// a cell where <c>#!</c> and exactly the name of a language stand on it, any other <c>#!</c> is a magic within its cell; blank
/// lines around a cell's text are not part of it; <c>#!meta</c> at the top holds JSON that names more languages and the first one.
/// The format holds no outputs.
/// </remarks>
internal static class ScriptNotebook
{
    /// <summary>The ending of such a file's name.</summary>
    public const string Extension = ".dib";

    private const string Prefix = "#!";
    private const string Meta = "#!meta";
    private const string CSharp = "csharp";
    private const string Markdown = "markdown";

    // What the platform knows without being told. Only some of them are languages of this tool; the others are refused by name.
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        [CSharp] = CSharp, ["c#"] = CSharp, ["C#"] = CSharp, [Markdown] = Markdown, ["md"] = Markdown,
        ["fsharp"] = "fsharp", ["f#"] = "fsharp", ["F#"] = "fsharp", ["pwsh"] = "pwsh", ["powershell"] = "pwsh",
        ["html"] = "html", ["javascript"] = "javascript", ["js"] = "javascript",
        ["http"] = "http", ["kql"] = "kql", ["mermaid"] = "mermaid", ["sql"] = "sql", ["value"] = "value",
    };

    /// <summary>The notebook as the .ipynb format has it.</summary>
    /// <exception cref="FormatException">It is no text, or what stands below <c>#!meta</c> is no JSON.</exception>
    public static JsonObject Parse(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new FormatException("It holds no text.");
        }

        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var at = 0;
        var (languages, language) = (Known, CSharp);
        if (Array.FindIndex(lines, line => line.StartsWith(Prefix, StringComparison.Ordinal)) is >= 0 and var first && lines[first].TrimEnd() == Meta)
        {
            at = Array.FindIndex(lines, first + 1, line => line.StartsWith(Prefix, StringComparison.Ordinal));
            at = at < 0 ? lines.Length : at;
            (languages, language) = ReadMeta(string.Join('\n', lines[(first + 1)..at]));
        }

        var cells = new JsonArray();
        var cell = new List<string>();
        for (; at < lines.Length; at++)
        {
            if (lines[at].StartsWith(Prefix, StringComparison.Ordinal) && languages.TryGetValue(lines[at][Prefix.Length..].TrimEnd(), out var next))
            {
                Add(cells, language, cell);
                (language, cell) = (next, []);
            }
            else
            {
                cell.Add(lines[at]);
            }
        }

        Add(cells, language, cell);
        return new JsonObject
        {
            ["cells"] = cells,
            ["metadata"] = new JsonObject
            {
                ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" },
                ["language_info"] = new JsonObject { ["name"] = "C#" },
            },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
    }

    private static (Dictionary<string, string> Languages, string First) ReadMeta(string json)
    {
        JsonNode? meta;
        try
        {
            meta = JsonNode.Parse(json);
        }
        catch (JsonException error)
        {
            throw new FormatException($"What stands below its `{Meta}` is no JSON: {error.Message}");
        }

        var languages = new Dictionary<string, string>(Known, StringComparer.Ordinal);
        var info = (meta as JsonObject)?["kernelInfo"] as JsonObject;
        foreach (var item in (info?["items"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var name = NotebookCell.TextOf(item["name"]);
            foreach (var word in (item["aliases"] as JsonArray ?? []).Select(NotebookCell.TextOf).Append(name).Where(word => word.Length > 0))
            {
                languages[word] = name;
            }
        }

        var first = NotebookCell.TextOf(info?["defaultKernelName"]);
        return (languages, first.Length == 0 ? CSharp : first);
    }

    private static void Add(JsonArray cells, string language, List<string> lines)
    {
        var text = string.Join('\n', lines.SkipWhile(line => line.Length == 0)).TrimEnd('\n');
        if (text.Length == 0)
        {
            return;
        }

        if (language == Markdown)
        {
            cells.Add(new JsonObject { ["cell_type"] = "markdown", ["metadata"] = new JsonObject(), ["source"] = text });
            return;
        }

        // To the platform a magic with lines below it is a language; here it is a line of a C# cell.
        var isMagic = language != CSharp && KernelMagics.Find(Prefix + language) is not null;
        cells.Add(new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["metadata"] = new JsonObject { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = isMagic ? CSharp : language } },
            ["outputs"] = new JsonArray(),
            ["source"] = isMagic ? $"{Prefix}{language}\n{text}" : text,
        });
    }
}
