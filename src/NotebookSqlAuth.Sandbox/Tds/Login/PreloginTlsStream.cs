using System.Buffers.Binary;
using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Login;

/// <summary>Carries the TLS handshake in PRELOGIN packets, then steps aside (MS-TDS 2.2.6.5, 3.2.5.1).</summary>
internal sealed class PreloginTlsStream(Stream inner) : Stream
{
    private const int MaxBodyBytes = TdsLimits.LoginPacketBytes - TdsLimits.HeaderBytes;

    private readonly byte[] _header = new byte[TdsLimits.HeaderBytes];
    private bool _wrapping = true;
    private int _leftInPacket;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    // What cannot seek answers the members below with NotSupportedException: the contract of Stream, no work left undone.
    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The handshake is over: TLS records go bare from now on.</summary>
    public void StopWrapping() =>
        _wrapping = _leftInPacket == 0 ? false : throw new TdsProtocolException("Bytes follow the TLS handshake in its packet.");

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_wrapping || buffer.IsEmpty)
        {
            return await inner.ReadAsync(buffer, cancellationToken);
        }

        while (_leftInPacket == 0)
        {
            await inner.ReadExactlyAsync(_header, cancellationToken);
            _leftInPacket = BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)) - TdsLimits.HeaderBytes;
            if (_header[0] != (byte)PacketType.Prelogin || _leftInPacket < 0)
            {
                throw new TdsProtocolException("A TLS handshake in PRELOGIN packets was due.");
            }
        }

        var read = await inner.ReadAsync(buffer[..Math.Min(buffer.Length, _leftInPacket)], cancellationToken);
        _leftInPacket = read == 0 ? 0 : _leftInPacket - read;
        return read;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_wrapping)
        {
            await inner.WriteAsync(buffer, cancellationToken);
            return;
        }

        for (var rest = buffer; !rest.IsEmpty;)
        {
            var body = rest[..Math.Min(rest.Length, MaxBodyBytes)];
            rest = rest[body.Length..];
            var packet = new byte[TdsLimits.HeaderBytes + body.Length];
            packet[0] = (byte)PacketType.Prelogin;
            packet[1] = (byte)(rest.IsEmpty ? PacketStatus.EndOfMessage : PacketStatus.Normal);
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
            body.CopyTo(packet.AsMemory(TdsLimits.HeaderBytes));
            await inner.WriteAsync(packet, cancellationToken);
        }
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (_wrapping)
        {
            throw new InvalidOperationException("The handshake is written asynchronously.");
        }

        inner.Write(buffer, offset, count);
    }

    // The connection is only ever read asynchronously.
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
