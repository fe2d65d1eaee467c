using System.Text;
using System.Text.Json.Nodes;
using NotebookSqlAuth.Kernel.Execution;

namespace NotebookSqlAuth.Kernel.Running;

/// <summary>An output of a cell, on its way into the file.</summary>
internal abstract class RecordedOutput
{
    /// <summary>As the format writes it.</summary>
    public abstract JsonObject ToJson();

    /// <summary>Text as the format writes it: a list of lines, each with its line end.</summary>
    protected static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (int from = 0, end; from < text.Length; from = end)
        {
            end = text.IndexOf('\n', from) + 1;
            end = end == 0 ? text.Length : end;
            lines.Add(JsonValue.Create(text[from..end]));
        }

        return lines;
    }
}

/// <summary>Console text: neighbouring pieces of one stream are one output.</summary>
internal sealed class RecordedStream(StreamName name) : RecordedOutput
{
    /// <summary>Which stream.</summary>
    public StreamName Name => name;

    /// <summary>What was written.</summary>
    public StringBuilder Text { get; } = new();

    /// <inheritdoc/>
    public override JsonObject ToJson() => new()
    {
        ["name"] = name == StreamName.Stdout ? "stdout" : "stderr",
        ["output_type"] = "stream",
        ["text"] = Lines(Text.ToString()),
    };
}

/// <summary>Something shown: the cell's result where it has an execution count, else a display.</summary>
internal sealed class RecordedDisplay(DisplayBundle bundle, int? executionCount) : RecordedOutput
{
    /// <summary>Its forms.</summary>
    public DisplayBundle Bundle => bundle;

    /// <inheritdoc/>
    public override JsonObject ToJson()
    {
        var data = new JsonObject();
        if (bundle.Html is not null)
        {
            data["text/html"] = Lines(bundle.Html);
        }

        foreach (var (mediaType, form) in bundle.Others)
        {
            data[mediaType] = IsJson(mediaType) ? JsonNode.Parse(form) : IsText(mediaType) ? Lines(form) : JsonValue.Create(form);
        }

        data["text/plain"] = Lines(bundle.PlainText);
        var json = new JsonObject { ["data"] = data };
        if (executionCount is not null)
        {
            json["execution_count"] = executionCount;
        }

        json["metadata"] = new JsonObject();
        json["output_type"] = executionCount is null ? "display_data" : "execute_result";
        return json;
    }

    private static bool IsJson(string mediaType) => mediaType == "application/json" || mediaType.EndsWith("+json", StringComparison.Ordinal);

    private static bool IsText(string mediaType) =>
        mediaType.StartsWith("text/", StringComparison.Ordinal) || mediaType is "image/svg+xml" or "application/javascript";
}

/// <summary>What stopped the cell.</summary>
internal sealed class RecordedError(CellError error) : RecordedOutput
{
    /// <inheritdoc/>
    public override JsonObject ToJson() => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["output_type"] = "error",
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
    };
}
