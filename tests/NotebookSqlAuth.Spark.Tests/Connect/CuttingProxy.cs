using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace NotebookSqlAuth.Spark.Tests.Connect;

/// <summary>A wire to a server that can be cut: what goes through it is not looked at.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly HashSet<Socket> _open = [];
    private readonly Lock _gate = new();
    private readonly int _target;
    private readonly Task _accepting;
    private int _connections;

    /// <summary>Starts one on an address of this computer; on loopback where none is named.</summary>
    internal CuttingProxy(int target, IPAddress? address = null)
    {
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    internal string Address => string.Create(CultureInfo.InvariantCulture, $"sc://{_listener.LocalEndpoint}");

    /// <summary>How many connections have come so far.</summary>
    internal int Connections => _connections;

    /// <summary>Resets every connection; new ones are taken.</summary>
    internal void Cut()
    {
        lock (_gate)
        {
            foreach (var socket in _open)
            {
                // Zero seconds of lingering send a reset instead of a farewell.
                socket.LingerState = new LingerOption(true, 0);
                socket.Dispose();
            }

            _open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        Cut();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var pipes = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_end.Token);
                Interlocked.Increment(ref _connections);
                pipes.Add(PipeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            Cut();
            await Task.WhenAll(pipes);
        }
    }

    private async Task PipeAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        lock (_gate)
        {
            _open.UnionWith([client, server]);
        }

        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
            await Task.WhenAny(CopyAsync(client, server), CopyAsync(server, client));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut, or nobody listens behind the proxy: the client sees its own side closed.
            await Task.Yield();
        }
        finally
        {
            lock (_gate)
            {
                _open.ExceptWith([client, server]);
            }

            client.Dispose();
            server.Dispose();
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 << 10];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var received)
            {
                for (var sent = 0; sent < received;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, received - sent));
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Either side is gone: so goes the other.
            await Task.Yield();
        }
    }
}
