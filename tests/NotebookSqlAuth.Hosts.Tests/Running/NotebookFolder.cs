using System.Text.Json.Nodes;

namespace NotebookSqlAuth.Hosts.Tests.Running;

/// <summary>A folder of its own for one test, with the notebook that it runs and the files that come of it.</summary>
internal sealed class NotebookFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nsa-run-");

    public string Folder => _folder.FullName;

    public string Notebook => Path.Combine(Folder, "in.ipynb");

    public string Output => Path.Combine(Folder, "out.ipynb");

    public string Page => Path.Combine(Folder, "out.html");

    /// <summary>Copies a committed notebook here.</summary>
    /// <returns>Its path.</returns>
    public string Copy(string name)
    {
        var path = Path.Combine(Folder, "in" + Path.GetExtension(name));
        File.Copy(Repository.PathOf("notebooks", name), path);
        return path;
    }

    /// <summary>Writes the notebook: each text a code cell, or a markdown cell where it starts with <c>%md</c>.</summary>
    public NotebookFolder Write(params string[] cells)
    {
        var number = 0;
        var notebook = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells.Select(cell => (JsonNode)(cell.StartsWith("%md", StringComparison.Ordinal)
                ? new JsonObject { ["cell_type"] = "markdown", ["id"] = $"m{number++}", ["metadata"] = new JsonObject(), ["source"] = cell[3..].TrimStart() }
                : new JsonObject
                {
                    ["cell_type"] = "code", ["id"] = $"c{number++}", ["metadata"] = new JsonObject(),
                    ["execution_count"] = null, ["outputs"] = new JsonArray(), ["source"] = cell,
                }))]),
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" } },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        File.WriteAllText(Notebook, notebook.ToJsonString());
        return this;
    }

    /// <summary>Runs the notebook into both files.</summary>
    public Task<ToolResult> RunAsync(params string[] more) => Tool.RunAsync(["run", Notebook, "--output", Output, "--html", Page, .. more]);

    /// <summary>The executed notebook.</summary>
    public JsonObject Executed() => (JsonObject)JsonNode.Parse(File.ReadAllText(Output))!;

    /// <summary>The outputs of a code cell, by its number from 0.</summary>
    public IReadOnlyList<JsonNode> OutputsOf(int codeCell) =>
        [.. ((JsonArray)Executed()["cells"]!).Where(cell => (string)cell!["cell_type"]! == "code").ElementAt(codeCell)!["outputs"]!.AsArray().Select(output => output!)];

    /// <summary>A multi-line text of the format as one.</summary>
    public static string Text(JsonNode? node) => node is JsonArray lines ? string.Concat(lines.Select(line => (string)line!)) : (string)node!;

    public void Dispose() => _folder.Delete(recursive: true);
}
