using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Kernel.Running;

/// <summary>Reads notebooks, and writes .ipynb files of format 4 (nbformat.readthedocs.io, "The notebook file format").</summary>
internal static class NotebookFile
{
    // As Jupyter writes it: one blank per level, text as it is.
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a notebook.</summary>
    /// <exception cref="UserError">No such file, no notebook in it, or one for another language.</exception>
    public static async Task<NotebookDocument> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var text = await File.ReadAllTextAsync(path, cancellationToken);
            var json = IsScript(path) ? ScriptNotebook.Parse(text) : JsonNode.Parse(text) as JsonObject;
            return NotebookDocument.Of(json ?? throw new FormatException("The file holds no JSON object."), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError(
                ErrorCodes.NotebookNotFound,
                $"The notebook `{path}` cannot be read.",
                error is FileNotFoundException or DirectoryNotFoundException ? "There is no such file." : error.Message,
                "Check the path.");
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            throw new UserError(
                ErrorCodes.NotebookNotReadable,
                $"`{path}` is not a notebook that this tool can read.",
                error.Message,
                "Give it an .ipynb file of notebook format 4, or a .dib file.");
        }
    }

    /// <summary>Whether a file is of the form that holds no outputs.</summary>
    public static bool IsScript(string path) => Path.GetExtension(path).Equals(ScriptNotebook.Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes a file whole or not at all: a run that is killed while it writes leaves the old one.</summary>
    /// <exception cref="UserError">It cannot be written there.</exception>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        // A move would put a file in a link's place.
        var target = Target(path);
        var part = $"{target}.{Environment.ProcessId}.part";
        try
        {
            await File.WriteAllTextAsync(part, text, cancellationToken);
            File.Move(part, target, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            File.Delete(part);
            throw new UserError(ErrorCodes.OutputFile, $"`{path}` cannot be written.", error.Message, "Choose another place.");
        }
    }

    /// <summary>The file that a path means: through a link to its end; the path itself where it is none.</summary>
    public static string Target(string path) =>
        (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? path;

    /// <summary>The notebook as a file's text.</summary>
    public static string TextOf(NotebookDocument notebook) => notebook.Json.ToJsonString(Layout) + "\n";
}
