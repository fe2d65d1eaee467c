using System.Text.Json;

namespace NotebookSqlAuth.Kernel.Jupyter.Wire;

/// <summary>A message's header. What answers it carries the very bytes as its parent header.</summary>
/// <param name="Json">The frame as it came.</param>
/// <param name="MessageId">The sender's name for the message.</param>
/// <param name="MessageType">For example <c>execute_request</c>.</param>
/// <param name="SubshellId">The subshell that it is for (JEP 91); null for the main shell.</param>
internal sealed record MessageHeader(byte[] Json, string MessageId, string MessageType, string? SubshellId)
{
    /// <summary>The parent of what nobody asked for.</summary>
    public static MessageHeader None { get; } = new("{}"u8.ToArray(), "", "", null);

    /// <summary>Reads one.</summary>
    /// <exception cref="JsonException">It is no JSON object with an id and a type.</exception>
    public static MessageHeader Parse(byte[] frame)
    {
        using var json = JsonDocument.Parse(frame);
        var root = json.RootElement;
        var id = root.TextOrNull("msg_id");
        var type = root.TextOrNull("msg_type");
        return id is { Length: > 0 } && type is { Length: > 0 }
            ? new MessageHeader(frame, id, type, root.TextOrNull("subshell_id") is { Length: > 0 } subshell ? subshell : null)
            : throw new JsonException("A header needs an id and a type.");
    }
}
