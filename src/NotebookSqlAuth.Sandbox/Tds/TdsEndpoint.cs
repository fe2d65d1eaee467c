using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace NotebookSqlAuth.Sandbox.Tds;

/// <summary>An Azure-SQL-like server on loopback: TDS 7.4 and 8.0, always encrypted, access tokens only.</summary>
/// <remarks>Thread-safe. Disposing it cuts every connection and waits until their work has ended.</remarks>
public sealed class TdsEndpoint : IAsyncDisposable
{
    // SQL Server numbers its own sessions up to 50.
    private const int FirstSessionId = 51;

    // How often a free port of one address family may turn out to be taken in the other.
    private const int PortAttempts = 20;

    private readonly TdsEndpointOptions _options;
    private readonly SslStreamCertificateContext _certificate;
    private readonly IReadOnlyList<TcpListener> _listeners;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, byte> _connections = new();
    private readonly Task[] _accepting;
    private bool _disposed;
    private int _lastSessionId = FirstSessionId - 1;

    private TdsEndpoint(TdsEndpointOptions options, IReadOnlyList<TcpListener> listeners)
    {
        _options = options;
        _listeners = listeners;
        _certificate = SslStreamCertificateContext.Create(options.Certificate, additionalCertificates: null, offline: true);
        Port = ((IPEndPoint)listeners[0].LocalEndpoint).Port;
        _accepting = [.. listeners.Select(AcceptAllAsync)];
    }

    /// <summary>The port that it listens on.</summary>
    public int Port { get; }

    /// <summary>Starts listening.</summary>
    /// <exception cref="SocketException">The port is taken.</exception>
    public static TdsEndpoint Start(TdsEndpointOptions options) => new(options, Listen(options.Port));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        await _stop.CancelAsync();
        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }

        await Task.WhenAll(_accepting);
        await Task.WhenAll(_connections.Keys);
        _stop.Dispose();
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Every path returns a listener or disposes of it; the rule loses sight of both in the list.")]
    private static IReadOnlyList<TcpListener> Listen(int port)
    {
        for (var attempt = 1; ; attempt++)
        {
            var first = new TcpListener(IPAddress.Loopback, port);
            first.Start();
            if (!Socket.OSSupportsIPv6)
            {
                return [first];
            }

            // Clients try ::1 first for "localhost"; the same port there must not be someone else's.
            var second = new TcpListener(IPAddress.IPv6Loopback, ((IPEndPoint)first.LocalEndpoint).Port);
            try
            {
                second.Start();
                return [first, second];
            }
            catch (SocketException noAddress) when (noAddress.SocketErrorCode == SocketError.AddressNotAvailable)
            {
                second.Dispose();
                return [first];
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse && port == 0 && attempt < PortAttempts)
            {
                second.Dispose();
                first.Dispose();
            }
            catch
            {
                second.Dispose();
                first.Dispose();
                throw;
            }
        }
    }

    private async Task AcceptAllAsync(TcpListener listener)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptSocketAsync(_stop.Token);
                socket.NoDelay = true;
                Serve(socket);
            }
            catch (SocketException)
            {
                // The client was gone before it was accepted.
            }
            catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Serve(Socket socket)
    {
        var sessionId = (ushort)(FirstSessionId + (Interlocked.Increment(ref _lastSessionId) % (ushort.MaxValue - FirstSessionId)));
        var serving = ServeAsync(socket, sessionId);
        _connections.TryAdd(serving, 0);
        _ = serving.ContinueWith(
            ended => _connections.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
    }

    private async Task ServeAsync(Socket socket, ushort sessionId)
    {
        using var connection = new TdsConnection(_options, _certificate, socket, sessionId);
        await connection.RunAsync(_stop.Token);
    }
}
