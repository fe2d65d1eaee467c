using System.Text.Json.Nodes;
using NotebookSqlAuth.Kernel.Execution;

namespace NotebookSqlAuth.Kernel.Jupyter.Output;

/// <summary>An error's three fields, the same in an output and in a reply.</summary>
internal static class ErrorContent
{
    /// <summary>Its content.</summary>
    public static JsonObject Of(CellError error) => new()
    {
        ["ename"] = WellFormed.Of(error.Name),
        ["evalue"] = WellFormed.Of(error.Message),
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)WellFormed.Of(line))]),
    };

    /// <summary>A reply that says so.</summary>
    public static JsonObject Reply(CellError error)
    {
        var content = Of(error);
        content["status"] = "error";
        return content;
    }

    /// <summary>A reply to what cannot be done, in words of ours.</summary>
    public static JsonObject Reply(string name, string message) => Reply(new CellError(name, message, [message]));
}
