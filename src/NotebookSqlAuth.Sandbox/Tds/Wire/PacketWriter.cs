using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NotebookSqlAuth.Sandbox.Tds.Wire;

/// <summary>Fills one packet after the other, little-endian, and sends each when it is full. Its memory is one packet.</summary>
/// <remarks>
/// Sending blocks while the client does not read: that is the back-pressure on the engine. When the client is gone, nothing is thrown:
/// an exception through the engine's frames could be taken for one of its own. <paramref name="lost"/> is called, once, and has to stop it.
/// </remarks>
internal sealed class PacketWriter(Stream stream, ushort sessionId, Action lost)
{
    private byte[] _buffer = new byte[TdsLimits.LoginPacketBytes];
    private int _position = TdsLimits.HeaderBytes;
    private long _packets;
    private byte _packetNumber;
    private bool _lost;

    /// <summary>A place to come back to.</summary>
    public (long Packets, int Position) Mark => (_packets, _position);

    /// <summary>The packets' size, from the next message on.</summary>
    public void SetPacketBytes(int bytes) => _buffer = new byte[bytes];

    /// <summary>Takes back what was written since; false when some of it was sent already.</summary>
    public bool TryReturnTo((long Packets, int Position) mark)
    {
        if (mark.Packets != _packets)
        {
            return false;
        }

        _position = mark.Position;
        return true;
    }

    public void Byte(byte value)
    {
        if (_position == _buffer.Length)
        {
            Send(PacketStatus.Normal);
        }

        _buffer[_position++] = value;
    }

    public void UInt16(ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        Bytes(bytes);
    }

    public void UInt32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        Bytes(bytes);
    }

    public void UInt64(ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        Bytes(bytes);
    }

    /// <summary>UTF-16 as it lies in memory: lone surrogates stay as they are. (.NET's machines here are little-endian, like TDS.)</summary>
    public void Text(ReadOnlySpan<char> text) => Bytes(MemoryMarshal.AsBytes(text));

    /// <summary>B_VARCHAR (MS-TDS 2.2.5.1.2): cut at its 255 characters.</summary>
    public void ShortText(string text)
    {
        var length = Math.Min(text.Length, byte.MaxValue);
        Byte((byte)length);
        Text(text.AsSpan(0, length));
    }

    public void Bytes(scoped ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > _buffer.Length - _position)
        {
            var room = _buffer.Length - _position;
            bytes[..room].CopyTo(_buffer.AsSpan(_position));
            _position = _buffer.Length;
            bytes = bytes[room..];
            Send(PacketStatus.Normal);
        }

        bytes.CopyTo(_buffer.AsSpan(_position));
        _position += bytes.Length;
    }

    public void Fill(byte value, int count)
    {
        for (var index = 0; index < count; index++)
        {
            Byte(value);
        }
    }

    /// <summary>Sends what is there, though the packet is not full.</summary>
    public void Flush()
    {
        if (_position > TdsLimits.HeaderBytes)
        {
            Send(PacketStatus.Normal);
        }
    }

    public void EndMessage()
    {
        Send(PacketStatus.EndOfMessage);
        _packetNumber = 0;
    }

    private void Send(PacketStatus status)
    {
        // MS-TDS 2.2.3.1: type, status, length and SPID big-endian, packet number modulo 256, window 0.
        _buffer[0] = (byte)PacketType.TabularResult;
        _buffer[1] = (byte)status;
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(2), (ushort)_position);
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(4), sessionId);
        _buffer[6] = ++_packetNumber;
        _buffer[7] = 0;
        if (!_lost)
        {
            try
            {
                stream.Write(_buffer, 0, _position);
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException)
            {
                _lost = true;
                lost();
            }
        }

        _packets++;
        _position = TdsLimits.HeaderBytes;
    }
}
