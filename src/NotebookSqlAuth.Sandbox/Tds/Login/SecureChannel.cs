using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Login;

/// <summary>Brings a connection under TLS, before anything that is secret: inside PRELOGIN (TDS 7.4) or at once (TDS 8.0).</summary>
internal static class SecureChannel
{
    // A TLS record of the handshake begins with 0x16 (RFC 8446 5.1), a TDS packet never does (MS-TDS 2.2.3.1.1).
    private const byte TlsHandshake = 0x16;

    private static readonly SslApplicationProtocol Tds8 = new("tds/8.0");

    /// <summary>The encrypted stream, PRELOGIN done; null when the client will not encrypt, or is gone.</summary>
    public static async Task<SslStream?> OpenAsync(
        Socket socket, NetworkStream network, SslStreamCertificateContext certificate, ushort sessionId, CancellationToken cancellationToken)
    {
        var first = new byte[1];
        if (await socket.ReceiveAsync(first, SocketFlags.Peek, cancellationToken) == 0)
        {
            return null;
        }

        if (first[0] == TlsHandshake)
        {
            return await OpenStrictAsync(network, certificate, sessionId, cancellationToken);
        }

        return await OpenWrappedAsync(network, certificate, sessionId, cancellationToken);
    }

    [SuppressMessage("Security", "CA5398:Avoid hardcoded SslProtocols values", Justification = "TDS 7.4 knows TLS up to 1.2: with 1.3 the handshake inside PRELOGIN ends before its last messages have come.")]
    private static async Task<SslStream?> OpenWrappedAsync(
        NetworkStream network, SslStreamCertificateContext certificate, ushort sessionId, CancellationToken cancellationToken)
    {
        var encryption = await AnswerPreloginAsync(network, sessionId, cancellationToken);
        if (encryption is null or PreloginEncryption.NotSupported)
        {
            return null;
        }

        var wrapped = new PreloginTlsStream(network);
        var options = new SslServerAuthenticationOptions { ServerCertificateContext = certificate, EnabledSslProtocols = SslProtocols.Tls12 };
        var secured = await HandshakeAsync(wrapped, options, cancellationToken);
        wrapped.StopWrapping();
        return secured;
    }

    private static async Task<SslStream?> OpenStrictAsync(
        NetworkStream network, SslStreamCertificateContext certificate, ushort sessionId, CancellationToken cancellationToken)
    {
        var options = new SslServerAuthenticationOptions { ServerCertificateContext = certificate, ApplicationProtocols = [Tds8] };
        var secured = await HandshakeAsync(network, options, cancellationToken);
        if (await AnswerPreloginAsync(secured, sessionId, cancellationToken) is null)
        {
            await secured.DisposeAsync();
            return null;
        }

        return secured;
    }

    private static async Task<SslStream> HandshakeAsync(Stream stream, SslServerAuthenticationOptions options, CancellationToken cancellationToken)
    {
        var secured = new SslStream(stream);
        try
        {
            await secured.AuthenticateAsServerAsync(options, cancellationToken);
            return secured;
        }
        catch
        {
            await secured.DisposeAsync();
            throw;
        }
    }

    private static async Task<PreloginEncryption?> AnswerPreloginAsync(Stream stream, ushort sessionId, CancellationToken cancellationToken)
    {
        using var message = await new MessageReader(stream).ReadAsync(TdsLimits.LoginMessageBytes, cancellationToken);
        if (message is null)
        {
            return null;
        }

        if (message.Type != PacketType.Prelogin)
        {
            throw new TdsProtocolException("PRELOGIN was due.");
        }

        var prelogin = Prelogin.Parse(message.Payload.Span);
        prelogin.WriteAnswer(new PacketWriter(stream, sessionId, lost: static () => { }));
        return prelogin.Encryption;
    }
}
