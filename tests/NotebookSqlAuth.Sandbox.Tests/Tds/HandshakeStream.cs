namespace NotebookSqlAuth.Sandbox.Tests.Tds;

/// <summary>The client's side of TLS inside PRELOGIN packets, written apart from the server's.</summary>
internal sealed class HandshakeStream(Stream inner) : Stream
{
    private byte[] _rest = [];

    public bool IsDone { get; set; }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.Length == 0)
        {
            if (IsDone)
            {
                return await inner.ReadAsync(buffer, cancellationToken);
            }

            var header = new byte[8];
            await inner.ReadExactlyAsync(header, cancellationToken);
            _rest = new byte[((header[2] << 8) | header[3]) - 8];
            await inner.ReadExactlyAsync(_rest, cancellationToken);
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest.AsMemory(0, count).CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(IsDone ? buffer : RawTdsClient.Packet(0x12, buffer.Span), cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
