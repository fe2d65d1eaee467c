using System.Text.Json;

namespace NotebookSqlAuth.Kernel.Jupyter.Wire;

/// <summary>Makes messages of the frames that came, and refuses what is not a genuine, fresh, well-formed one. One thread only.</summary>
internal sealed class MessageReader(MessageSigner signer)
{
    // Signature, header, parent header, metadata, content.
    private const int FramesOfAMessage = 5;

    private static ReadOnlySpan<byte> Delimiter => "<IDS|MSG>"u8;

    /// <summary>Reads one.</summary>
    /// <param name="frames">All frames of it.</param>
    /// <param name="refusal">Why there is none: a few fixed words, never anything of the message.</param>
    /// <returns>Null where it is refused.</returns>
    public JupyterMessage? Read(IReadOnlyList<byte[]> frames, out string refusal)
    {
        refusal = "";
        var at = 0;
        while (at < frames.Count && !frames[at].AsSpan().SequenceEqual(Delimiter))
        {
            at++;
        }

        var first = at + 1;
        if (frames.Count - first < FramesOfAMessage)
        {
            refusal = "malformed frames";
            return null;
        }

        var (signature, header, parent, metadata, content) =
            (frames[first], frames[first + 1], frames[first + 2], frames[first + 3], frames[first + 4]);
        if (!signer.IsGenuine(signature, header, parent, metadata, content))
        {
            refusal = "wrong signature";
            return null;
        }

        if (!signer.IsFresh(signature))
        {
            refusal = "repeated message";
            return null;
        }

        try
        {
            return new JupyterMessage(
                [.. frames.Take(at)],
                MessageHeader.Parse(header),
                ObjectOf(metadata),
                ObjectOf(content),
                [.. frames.Skip(first + FramesOfAMessage)]);
        }
        catch (JsonException)
        {
            refusal = "malformed JSON";
            return null;
        }
    }

    private static JsonElement ObjectOf(byte[] frame)
    {
        using var json = JsonDocument.Parse(frame);
        return json.RootElement.ValueKind == JsonValueKind.Object
            ? json.RootElement.Clone()
            : throw new JsonException("It is no object.");
    }
}
