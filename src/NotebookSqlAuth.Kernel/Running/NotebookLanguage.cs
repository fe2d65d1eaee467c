using System.Text.Json.Nodes;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Kernel.Running;

/// <summary>Refuses, before anything runs, what is not C#.</summary>
internal static class NotebookLanguage
{
    // The spellings that .NET Interactive, Polyglot Notebooks and Jupyter use for C#.
    private static readonly string[] CSharp = ["c#", "csharp", ".net-csharp", "notebook-sql"];

    /// <summary>Checks the notebook's language and that of each code cell.</summary>
    /// <exception cref="UserError">Another one; names the cell where it is a cell's.</exception>
    public static void Check(NotebookDocument notebook)
    {
        var metadata = notebook.Json["metadata"] as JsonObject;
        var name = TextAt(metadata, "kernelspec", "language") ?? TextAt(metadata, "kernelspec", "name") ?? TextAt(metadata, "language_info", "name");
        Refuse(name, "The notebook");
        for (var at = 0; at < notebook.Cells.Count; at++)
        {
            var cell = notebook.Cells[at];
            if (cell.Kind == CellKind.Code)
            {
                Refuse(
                    TextAt(cell.Metadata, "polyglot_notebook", "kernelName") ?? TextAt(cell.Metadata, "dotnet_interactive", "language"),
                    $"Cell {at + 1} of the notebook");
            }
        }
    }

    private static void Refuse(string? name, string whose)
    {
        if (name is not null && !CSharp.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new UserError(
                ErrorCodes.NotebookLanguage,
                $"{whose} is for `{name}`; this tool runs C# and its own magics.",
                "",
                "Choose the kernel \".NET (C#)\" in the notebook, or run it with the tool it was made for.");
        }
    }

    private static string? TextAt(JsonObject? metadata, string section, string field) =>
        metadata?[section] is JsonObject inner && inner[field] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
