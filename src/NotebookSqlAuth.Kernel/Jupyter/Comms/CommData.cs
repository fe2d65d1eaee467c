using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookSqlAuth.Kernel.Jupyter.Wire;

namespace NotebookSqlAuth.Kernel.Jupyter.Comms;

/// <summary>The data of comm messages.</summary>
internal static class CommData
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    /// <summary>A message's data; an empty object where it has none.</summary>
    public static JsonElement Of(JupyterMessage message) =>
        message.Content.TryGetProperty("data", out var data) && data.ValueKind != JsonValueKind.Null ? data : Nothing;

    /// <summary>Data to send: what System.Text.Json makes of it; no data is an empty object.</summary>
    /// <exception cref="ArgumentException">It is no object.</exception>
    public static JsonObject Of(object? data) => data switch
    {
        null => [],
        _ => JsonSerializer.SerializeToNode(data) as JsonObject
            ?? throw new ArgumentException("A comm sends objects; put other values into one: new { value }.", nameof(data)),
    };
}
