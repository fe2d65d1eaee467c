using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookSqlAuth.Kernel.Running;

/// <summary>A cell of a notebook, over its JSON.</summary>
internal sealed class NotebookCell(JsonObject json)
{
    /// <summary>What it is.</summary>
    public CellKind Kind { get; } = TextOf(json["cell_type"]) switch
    {
        "code" => CellKind.Code,
        "markdown" => CellKind.Markdown,
        "raw" => CellKind.Raw,
        var other => throw new FormatException($"It has a cell of type `{other}`."),
    };

    /// <summary>Its text.</summary>
    public string Source { get; } = TextOf(json["source"]);

    /// <summary>What it was given beside its text; null where there is nothing.</summary>
    public JsonObject? Metadata => json["metadata"] as JsonObject;

    /// <summary>Images that its markdown refers to as <c>attachment:NAME</c>; null where there are none.</summary>
    public JsonObject? Attachments => json["attachments"] as JsonObject;

    /// <summary>The number of its run; null where it was not run.</summary>
    public int? ExecutionCount => NumberOf(json["execution_count"]);

    /// <summary>Its outputs, as the format writes them.</summary>
    public IReadOnlyList<JsonObject> Outputs => json["outputs"] is JsonArray outputs ? [.. outputs.OfType<JsonObject>()] : [];

    /// <summary>Text that the format writes as one string or as a list of lines; empty where there is none.</summary>
    public static string TextOf(JsonNode? node) => node switch
    {
        JsonArray lines => string.Concat(lines.Select(line => TextOf(line))),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        null => "",
        _ => throw new FormatException($"{node.GetPath()} is no text."),
    };

    /// <summary>A whole number; null where there is none.</summary>
    public static int? NumberOf(JsonNode? node) => node is JsonValue value && value.TryGetValue(out int number) ? number : null;

    /// <summary>Forgets what an earlier run left.</summary>
    public void Clear() => Record(null, []);

    /// <summary>Records a run.</summary>
    public void Record(int? executionCount, JsonArray outputs)
    {
        json["execution_count"] = executionCount;
        json["outputs"] = outputs;
    }

    /// <summary>Gives it an id where it has none that is its own.</summary>
    public void EnsureId(HashSet<string> taken)
    {
        if (json["metadata"] is not JsonObject)
        {
            json["metadata"] = new JsonObject();
        }

        if (json["id"] is JsonValue id && id.GetValueKind() == JsonValueKind.String && taken.Add(id.GetValue<string>()))
        {
            return;
        }

        // 1 to 64 letters, digits, - and _ (JEP 62); eight characters are what Jupyter itself gives.
        var made = Guid.NewGuid().ToString("N")[..8];
        taken.Add(made);
        json["id"] = made;
    }
}

/// <summary>The cell types of the format.</summary>
internal enum CellKind
{
    /// <summary>Code, run.</summary>
    Code,

    /// <summary>Prose.</summary>
    Markdown,

    /// <summary>For converters; left alone.</summary>
    Raw,
}
