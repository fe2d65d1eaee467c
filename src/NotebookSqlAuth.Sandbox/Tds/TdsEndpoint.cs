using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;

namespace NotebookSqlAuth.Sandbox.Tds;

/// <summary>An Azure-SQL-like server on loopback: TDS 7.4 and 8.0, always encrypted, access tokens only.</summary>
/// <remarks>Thread-safe. Disposing it cuts every connection and waits until their work has ended.</remarks>
public sealed class TdsEndpoint : IAsyncDisposable
{
    // SQL Server numbers its own sessions up to 50.
    private const int FirstSessionId = 51;

    private static readonly TimeSpan s_acceptPause = TimeSpan.FromMilliseconds(50);

    private readonly TdsEndpointOptions _options;
    private readonly SslStreamCertificateContext _certificate;
    private readonly LoopbackListeners _listeners;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, byte> _connections = new();
    private readonly Task[] _accepting;
    private bool _disposed;
    private int _lastSessionId = FirstSessionId - 1;

    private TdsEndpoint(TdsEndpointOptions options, LoopbackListeners listeners)
    {
        _options = options;
        _listeners = listeners;
        _certificate = SslStreamCertificateContext.Create(options.Certificate, additionalCertificates: null, offline: true);
        Port = listeners.Port;
        _accepting = [.. listeners.EndPoints.Select(endPoint => AcceptAllAsync(listeners.Take(endPoint)))];
    }

    /// <summary>The port that it listens on.</summary>
    public int Port { get; }

    /// <summary>Starts listening.</summary>
    /// <exception cref="SocketException">The port is taken.</exception>
    public static TdsEndpoint Start(TdsEndpointOptions options)
    {
        var listeners = LoopbackListeners.Bind(options.Port);
        try
        {
            foreach (var endPoint in listeners.EndPoints)
            {
                listeners.Take(endPoint).Listen();
            }

            return new TdsEndpoint(options, listeners);
        }
        catch
        {
            listeners.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        await _stop.CancelAsync();
        _listeners.Dispose();
        await Task.WhenAll(_accepting);
        await Task.WhenAll(_connections.Keys);
        _stop.Dispose();
    }

    private async Task AcceptAllAsync(Socket listener)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptAsync(_stop.Token);
                socket.NoDelay = true;
                Serve(socket);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
            {
                // The client was gone before it was accepted.
            }
            catch (SocketException) when (!_stop.IsCancellationRequested)
            {
                // Out of descriptors or memory: asking again at once would only burn the processor until some are free.
                await Task.Delay(s_acceptPause, CancellationToken.None);
            }
            catch (SocketException)
            {
                return;
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
