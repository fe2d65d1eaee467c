using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Spark.Connect.Protocol;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>The connection to one server: TLS, headers, and a bearer that is asked for anew for each call.</summary>
internal sealed class ConnectChannel : IDisposable
{
    /// <summary>What Spark's own clients allow in both directions (spark.connect.grpc.maxInboundMessageSize).</summary>
    internal const int MaxMessageBytes = 128 << 20;

    private readonly GrpcChannel _channel;
    private readonly IReadOnlyDictionary<string, string> _headers;
    private readonly BearerSource? _bearer;

    internal ConnectChannel(ConnectAddress address, BearerSource? bearer, string sessionId)
    {
        var token = address.Token;
        _bearer = bearer ?? (token is null ? null : _ => Task.FromResult(token));
        _headers = address.IsServerless
            ? new Dictionary<string, string> { ["x-databricks-session-id"] = sessionId }
            : address.Headers;
        IsEncrypted = address.IsEncrypted(_bearer is not null);
        var scheme = IsEncrypted ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
        _channel = GrpcChannel.ForAddress(
            new UriBuilder(scheme, address.Host, address.Port).Uri,
            new GrpcChannelOptions
            {
                HttpHandler = Handler(address),
                DisposeHttpClient = true,
                MaxReceiveMessageSize = MaxMessageBytes,
                MaxSendMessageSize = MaxMessageBytes,
            });
        Client = new SparkConnectService.SparkConnectServiceClient(_channel);
    }

    internal SparkConnectService.SparkConnectServiceClient Client { get; }

    internal BearerSource? Bearer => _bearer;

    internal bool IsEncrypted { get; }

    internal bool HasBearer => _bearer is not null;

    public void Dispose() => _channel.Dispose();

    /// <summary>The headers of one call.</summary>
    internal async Task<CallOptions> CallAsync(CancellationToken cancellationToken)
    {
        var metadata = new Metadata();
        foreach (var (name, value) in _headers)
        {
            metadata.Add(name, value);
        }

        if (_bearer is not null)
        {
            metadata.Add("authorization", "Bearer " + await _bearer(cancellationToken));
        }

        return new CallOptions(metadata, cancellationToken: cancellationToken);
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The channel owns the handler.")]
    private static SocketsHttpHandler Handler(ConnectAddress address)
    {
        var isLoopback = LoopbackHost.Is(address.Host);
        var handler = new SocketsHttpHandler
        {
            // Many calls side by side may outgrow the streams of one HTTP/2 connection.
            EnableMultipleHttp2Connections = true,
            // A proxy would not reach this computer's loopback, so none is asked.
            UseProxy = !isLoopback,
            ConnectTimeout = TimeSpan.FromSeconds(20),
            ConnectCallback = ConnectAsync,
        };
        if (address.CertificateFile is { } file)
        {
            if (!isLoopback)
            {
                throw new UserError(
                    ErrorCodes.InvalidCertificateFile,
                    $"A certificate file was named for {address}.",
                    "Certificates are taken from files for servers on this computer only.",
                    "Leave the certificate file out: other servers are checked against the certificates that this computer trusts.");
            }

            var pinned = PinnedCertificate.Read(file);
            handler.SslOptions.RemoteCertificateValidationCallback =
                (_, presented, _, _) => presented is not null && presented.GetRawCertData().AsSpan().SequenceEqual(pinned);
        }

        return handler;
    }

    /// <summary>
    /// Opens the socket with TCP's own keepalive: it finds a dead peer and keeps NAT tables warm. HTTP/2 pings would not do,
    /// because a gRPC server in Java closes connections that ping more often than every 5 minutes (gRFC A8).
    /// </summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The stream owns the socket; where none is made, the socket is disposed.")]
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 6);
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
