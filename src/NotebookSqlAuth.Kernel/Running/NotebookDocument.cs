using System.Text.Json.Nodes;

namespace NotebookSqlAuth.Kernel.Running;

/// <summary>A notebook's JSON, kept whole: what this tool does not know stays as it was.</summary>
internal sealed class NotebookDocument
{
    private NotebookDocument(JsonObject json, string path)
    {
        Json = json;
        Path = System.IO.Path.GetFullPath(path);
        Cells = [.. ((JsonArray)json["cells"]!).Select(cell => new NotebookCell((JsonObject)cell!))];
    }

    /// <summary>The whole of it.</summary>
    public JsonObject Json { get; }

    /// <summary>The file it was read from, a full path.</summary>
    public string Path { get; }

    /// <summary>Its cells in order.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>Its first heading, or its file's name.</summary>
    public string Title =>
        Cells.Where(cell => cell.Kind == CellKind.Markdown)
            .SelectMany(cell => cell.Source.Split('\n'))
            .Where(line => line.StartsWith("# ", StringComparison.Ordinal))
            .Select(line => line[2..].Trim())
            .FirstOrDefault() ?? System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Takes a notebook's JSON.</summary>
    /// <exception cref="FormatException">It is no notebook of format 4.</exception>
    /// <exception cref="Errors.UserError">It is for another language.</exception>
    public static NotebookDocument Of(JsonObject json, string path)
    {
        if (NotebookCell.NumberOf(json["nbformat"]) != 4)
        {
            throw new FormatException("It does not say `\"nbformat\": 4`.");
        }

        if (json["cells"] is not JsonArray cells || cells.Any(cell => cell is not JsonObject))
        {
            throw new FormatException("It has no list of cells.");
        }

        var notebook = new NotebookDocument(json, path);
        NotebookLanguage.Check(notebook);
        notebook.Upgrade();
        return notebook;
    }

    // Format 4.5 asks for an id in each cell; older notebooks have none.
    private void Upgrade()
    {
        if (NotebookCell.NumberOf(Json["nbformat_minor"]) is not >= 5)
        {
            Json["nbformat_minor"] = 5;
        }

        if (Json["metadata"] is not JsonObject)
        {
            Json["metadata"] = new JsonObject();
        }

        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var cell in Cells)
        {
            cell.EnsureId(taken);
        }
    }
}
