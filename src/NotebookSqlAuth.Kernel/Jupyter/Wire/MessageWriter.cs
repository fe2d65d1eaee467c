using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookSqlAuth.Kernel.Jupyter.Wire;

/// <summary>Makes the frames of messages that go out, signed. Thread-safe.</summary>
internal sealed class MessageWriter(MessageSigner signer)
{
    /// <summary>The protocol that this kernel speaks.</summary>
    public const string ProtocolVersion = "5.5";

    // The frames are JSON of their own, never part of a page's script.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly byte[] Empty = "{}"u8.ToArray();

    // One for this kernel's life: front ends notice a restart by it.
    private readonly string _session = Guid.NewGuid().ToString();

    /// <summary>Makes one.</summary>
    /// <param name="prefix">Identities for a ROUTER, a topic for iopub.</param>
    /// <param name="type">Its type.</param>
    /// <param name="parent">What it belongs to.</param>
    /// <param name="content">What it says.</param>
    /// <param name="metadata">Null for none.</param>
    /// <param name="buffers">Binary data behind it; null for none.</param>
    public List<byte[]> Write(
        IReadOnlyList<byte[]> prefix,
        string type,
        MessageHeader parent,
        JsonObject content,
        JsonObject? metadata = null,
        IReadOnlyList<byte[]>? buffers = null)
    {
        var header = Bytes(new JsonObject
        {
            ["msg_id"] = Guid.NewGuid().ToString(),
            ["session"] = _session,
            ["username"] = "kernel",
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            ["msg_type"] = type,
            ["version"] = ProtocolVersion,
        });
        var metadataBytes = metadata is null ? Empty : Bytes(metadata);
        var contentBytes = Bytes(content);
        return
        [
            .. prefix,
            Delimiter,
            signer.Sign(header, parent.Json, metadataBytes, contentBytes),
            header,
            parent.Json,
            metadataBytes,
            contentBytes,
            .. buffers ?? [],
        ];
    }

    private static byte[] Bytes(JsonObject json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Options);
        json.WriteTo(writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
