using System.Buffers;
using System.Buffers.Binary;

namespace NotebookSqlAuth.Sandbox.Tds.Wire;

/// <summary>Puts the client's packets together to messages (MS-TDS 2.2.3).</summary>
internal sealed class MessageReader(Stream stream)
{
    private readonly byte[] _header = new byte[TdsLimits.HeaderBytes];

    /// <summary>The next message; null when the client has closed the connection.</summary>
    /// <exception cref="TdsProtocolException">Packets do not fit together, or the message is longer than <paramref name="maxBytes"/>.</exception>
    public async ValueTask<ClientMessage?> ReadAsync(int maxBytes, CancellationToken cancellationToken)
    {
        var payload = new ArrayBufferWriter<byte>();
        (PacketType Type, PacketStatus Status)? first = null;
        while (await ReadHeaderAsync(cancellationToken) is var (type, status, length))
        {
            if (type == PacketType.Attention && length == 0)
            {
                // An attention may cut a message short that the client has not finished (MS-TDS 2.2.1.7).
                return new ClientMessage(type, status, ReadOnlyMemory<byte>.Empty);
            }

            first ??= (type, status);
            if (type != first.Value.Type || length > maxBytes - payload.WrittenCount)
            {
                throw new TdsProtocolException(type != first.Value.Type ? "A message changes its type." : "A message is too long.");
            }

            await stream.ReadExactlyAsync(payload.GetMemory(Math.Max(length, 1))[..length], cancellationToken);
            payload.Advance(length);
            if (status.HasFlag(PacketStatus.EndOfMessage))
            {
                if (!status.HasFlag(PacketStatus.Ignore))
                {
                    return new ClientMessage(type, first.Value.Status, payload.WrittenMemory);
                }

                payload.ResetWrittenCount();
                first = null;
            }
        }

        return null;
    }

    private async ValueTask<(PacketType Type, PacketStatus Status, int Length)?> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var read = await stream.ReadAtLeastAsync(_header, _header.Length, throwOnEndOfStream: false, cancellationToken);
        if (read < _header.Length)
        {
            return null;
        }

        // Big-endian and with the header counted (MS-TDS 2.2.3.1.3).
        var length = BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)) - TdsLimits.HeaderBytes;
        return length >= 0
            ? ((PacketType)_header[0], (PacketStatus)_header[1], length)
            : throw new TdsProtocolException("A packet is shorter than its header.");
    }
}
