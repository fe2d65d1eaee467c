using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Kernel.Execution;
using NotebookSqlAuth.Kernel.Jupyter.Wire;
using NotebookSqlAuth.Spark;

namespace NotebookSqlAuth.Kernel.Python;

/// <summary>The IPython notebook in front of this kernel, which the package <c>notebook_sql_auth</c> connects: its variables, frames and Spark.</summary>
/// <remarks>
/// The package announces itself in an execute request's metadata and answers questions for as long as the request runs. One cell at a time.
/// No token goes this way: what is asked and answered are names, values of variables and paths of files.
/// </remarks>
internal sealed class PythonNotebook : IHostNotebook
{
    /// <summary>The metadata's key under which the package announces itself.</summary>
    public const string MetadataKey = "notebook_sql_auth";

    private readonly PythonCalls _python;
    private readonly PythonFolder _folder;
    private readonly ICellOutputs _outputs;

    private PythonNotebook(PythonCalls python, PythonFolder folder, ICellOutputs outputs)
    {
        _python = python;
        _folder = folder;
        _outputs = outputs;
    }

    /// <inheritdoc/>
    public string Language => "Python";

    /// <summary>The notebook that sent a request; null where no package announced itself.</summary>
    /// <param name="metadata">The request's.</param>
    /// <param name="outputs">The cell's; its questions reach the package.</param>
    public static PythonNotebook? Of(JsonElement metadata, ICellOutputs outputs) =>
        metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty(MetadataKey, out var own)
            && Text(own, "key") is { } key && Text(own, "folder") is { } folder
            ? new PythonNotebook(new PythonCalls(key, outputs), new PythonFolder(folder), outputs)
            : null;

    /// <inheritdoc/>
    public async Task<CellVariable?> FindVariableAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await _python.AskAsync("find", new JsonObject { ["name"] = name }, cancellationToken);
        return (string?)answer["kind"] switch
        {
            "none" => null,
            "spark" => new CellVariable(name, new PythonSpark(_python, _folder, name, answer)),
            "frame" => new CellVariable(name, _folder.ReadFrame((string)answer["file"]!, table: null)),
            "value" => new CellVariable(name, PythonValue.Read(name, answer)),
            _ => throw PythonError.NotTaken(name, (string?)answer["type"] ?? "object"),
        };
    }

    /// <inheritdoc/>
    public async Task<bool> SetVariableAsync(string name, object value, CancellationToken cancellationToken)
    {
        switch (value)
        {
            case DataFrame frame:
                await SetFrameAsync(name, frame, cancellationToken);
                return false;
            case PythonFrame there:
                await _python.AskAsync("keep", new JsonObject { ["name"] = name, ["frame"] = there.Id }, cancellationToken);
                return true;
            default:
                // A frame of another Spark session, which the kernel itself opened: only C# can hold it.
                return false;
        }
    }

    private static string? Text(JsonElement own, string field)
    {
        try
        {
            return own.TextOrNull(field);
        }
        catch (JsonException)
        {
            // Not as the package writes it: somebody else's metadata.
            return null;
        }
    }

    private async Task SetFrameAsync(string name, DataFrame frame, CancellationToken cancellationToken)
    {
        if (_folder.KeptTable(frame) is { } table)
        {
            await _python.AskAsync("frame", new JsonObject { ["name"] = name, ["table"] = table, ["times"] = new JsonArray() }, cancellationToken);
            return;
        }

        using var file = _folder.NewFile();
        var notices = await PythonFolder.WriteAsync(file, frame, cancellationToken);
        // Arrow's documented type of a SQL time is text; pandas has a type of its own for it, so it is told which columns those are.
        var times = frame.Columns.Select((column, index) => (column, index)).Where(pair => pair.column.DataType == typeof(TimeSpan));
        await _python.AskAsync(
            "frame",
            new JsonObject { ["name"] = name, ["file"] = file.Name, ["times"] = new JsonArray([.. times.Select(pair => (JsonNode)pair.index)]) },
            cancellationToken);
        foreach (var notice in notices)
        {
            _outputs.Write(StreamName.Stdout, $"{name}: {notice}\n");
        }
    }
}

/// <summary>A Spark DataFrame that lives in Python.</summary>
/// <param name="Id">The name that the package keeps it under.</param>
internal sealed record PythonFrame(string Id);
