using System.Text.Json;

namespace NotebookSqlAuth.Kernel.Jupyter.Wire;

/// <summary>A message that came in, its signature checked.</summary>
/// <param name="Identities">Where an answer goes: what the ROUTER socket put in front.</param>
/// <param name="Header">What it is.</param>
/// <param name="Metadata">Its metadata.</param>
/// <param name="Content">Its content, an object.</param>
/// <param name="Buffers">Binary data behind it, of comms only.</param>
internal sealed record JupyterMessage(
    IReadOnlyList<byte[]> Identities, MessageHeader Header, JsonElement Metadata, JsonElement Content, IReadOnlyList<byte[]> Buffers)
{
    /// <summary>Names the message without what is in it.</summary>
    public override string ToString() => Header.MessageType;
}
