using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Tds;

/// <summary>A client that sends whatever bytes a test wants, at any stage of a connection.</summary>
public sealed class RawTdsClient : IDisposable
{
    /// <summary>PRELOGIN with VERSION and ENCRYPTION=ON (MS-TDS 2.2.6.5).</summary>
    private static readonly byte[] PreloginPayload = [0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xFF, 7, 1, 0, 0, 0, 0, 1];

    private readonly TcpClient _client = new() { NoDelay = true };
    private Stream _stream = Stream.Null;

    public static async Task<RawTdsClient> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        var client = new RawTdsClient();
        await client._client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        client._stream = client._client.GetStream();
        return client;
    }

    /// <summary>A packet that is a whole message.</summary>
    public static byte[] Packet(byte type, ReadOnlySpan<byte> payload, int? statedLength = null)
    {
        var packet = new byte[8 + payload.Length];
        packet[0] = type;
        packet[1] = 1;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)(statedLength ?? packet.Length));
        payload.CopyTo(packet.AsSpan(8));
        return packet;
    }

    public static byte[] Prelogin(byte encryption = 1)
    {
        byte[] payload = [.. PreloginPayload];
        payload[^1] = encryption;
        return Packet(0x12, payload);
    }

    /// <summary>LOGIN7 with a token in its FEDAUTH feature, laid out as SqlClient does (MS-TDS 2.2.6.4).</summary>
    public static byte[] LoginPayload(string token)
    {
        const int FixedBytes = 94;
        var name = Encoding.Unicode.GetBytes("raw");
        var tokenBytes = Encoding.Unicode.GetBytes(token);
        var featuresAt = FixedBytes + name.Length + 4;
        var payload = new byte[featuresAt + 1 + 4 + 1 + 4 + tokenBytes.Length + 1];
        var span = payload.AsSpan();
        BinaryPrimitives.WriteInt32LittleEndian(span, payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(span[4..], 0x74000004);
        BinaryPrimitives.WriteInt32LittleEndian(span[8..], 8000);
        span[27] = 0x10;
        foreach (var place in new[] { 36, 40, 44, 48, 52, 60, 64, 68, 78, 82, 86 })
        {
            BinaryPrimitives.WriteUInt16LittleEndian(span[place..], FixedBytes);
        }

        BinaryPrimitives.WriteUInt16LittleEndian(span[50..], (ushort)(name.Length / 2));
        BinaryPrimitives.WriteUInt16LittleEndian(span[56..], (ushort)(FixedBytes + name.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(span[58..], 4);
        name.CopyTo(span[FixedBytes..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[(FixedBytes + name.Length)..], featuresAt);
        span[featuresAt] = 0x02;
        BinaryPrimitives.WriteInt32LittleEndian(span[(featuresAt + 1)..], 5 + tokenBytes.Length);
        span[featuresAt + 5] = 0x01 << 1;
        BinaryPrimitives.WriteInt32LittleEndian(span[(featuresAt + 6)..], tokenBytes.Length);
        tokenBytes.CopyTo(span[(featuresAt + 10)..]);
        payload[^1] = 0xFF;
        return payload;
    }

    /// <summary>PRELOGIN and the TLS handshake inside it.</summary>
    public async Task SecureAsync(CancellationToken cancellationToken)
    {
        await SendAsync(Prelogin(), cancellationToken);
        Assert.Equal(0x04, (await ReadPacketAsync(cancellationToken))[0]);
        var wrapping = new HandshakeStream(_stream);
        var secured = new SslStream(wrapping, leaveInnerStreamOpen: false, (_, certificate, _, _) => certificate is not null && TdsServer.Certificate.Equals(certificate));
        await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, cancellationToken);
        wrapping.IsDone = true;
        _stream = secured;
    }

    public async Task SendAsync(byte[] bytes, CancellationToken cancellationToken) => await _stream.WriteAsync(bytes, cancellationToken);

    /// <summary>Sends the same again and again; returns when the server has closed the connection, or after as many times as are said.</summary>
    public async Task SendUntilClosedAsync(byte[] bytes, CancellationToken cancellationToken, long atMost = long.MaxValue)
    {
        try
        {
            for (var sent = 0L; sent < atMost; sent++)
            {
                await SendAsync(bytes, cancellationToken);
            }
        }
        catch (IOException)
        {
            // Closed.
        }
    }

    /// <summary>Says that nothing more will come, unless the server has closed the connection already.</summary>
    public void Finish()
    {
        try
        {
            _client.Client.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.NotConnected or SocketError.ConnectionReset)
        {
            // Reset, with bytes of ours unread.
        }
    }

    /// <summary>Everything until the server closes the connection; a reset counts as closed.</summary>
    public async Task<byte[]> ReadToEndAsync(CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        try
        {
            await _stream.CopyToAsync(all, cancellationToken);
        }
        catch (IOException)
        {
            // The server closed with bytes of ours unread.
        }

        return all.ToArray();
    }

    public async Task<byte[]> ReadPacketAsync(CancellationToken cancellationToken)
    {
        var header = new byte[8];
        await _stream.ReadExactlyAsync(header, cancellationToken);
        var packet = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2))];
        header.CopyTo(packet, 0);
        await _stream.ReadExactlyAsync(packet.AsMemory(8), cancellationToken);
        return packet;
    }

    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }
}
