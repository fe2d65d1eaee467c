using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NetMQ;
using NetMQ.Monitoring;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Kernel.Jupyter.Sockets;

/// <summary>Gives a NetMQ socket a Unix domain socket to be reached by, since NetMQ's own ipc is TCP on a guessable port.</summary>
/// <remarks>
/// ZeroMQ's protocol does not care what carries its bytes, so each connection is passed on over loopback, byte by byte. NetMQ connects
/// to the relay and not the other way round, and the relay lets nobody in but NetMQ: another user of this machine, who may not open
/// the Unix socket, finds no door behind it either.
/// </remarks>
internal sealed class IpcRelay : IDisposable
{
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);

    private readonly NetMQSocket _socket;
    private readonly NetMQMonitor _monitor;
    private readonly string _path;
    private readonly Action<Action> _onSocketThread;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _ownPorts = new();
    private readonly ConcurrentDictionary<Task, bool> _passing = new();
    private volatile bool _isDisposed;

    /// <summary>Listens on the path, which only this user can open.</summary>
    /// <param name="socket">What is to be reached.</param>
    /// <param name="path">The Unix socket's path.</param>
    /// <param name="poller">What serves the socket.</param>
    /// <param name="onSocketThread">Does something on the socket's thread.</param>
    /// <exception cref="UserError">The path cannot be listened on.</exception>
    public IpcRelay(NetMQSocket socket, string path, NetMQPoller poller, Action<Action> onSocketThread)
    {
        _socket = socket;
        _path = path;
        _onSocketThread = onSocketThread;
        try
        {
            _listener.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows())
            {
                // Before anybody can connect.
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            _listener.Listen();
        }
        catch (Exception error) when (error is SocketException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            _listener.Dispose();
            throw new UserError(
                ErrorCodes.KernelPorts,
                $"The kernel cannot listen on the Unix socket `{path}`.",
                error.Message,
                "Start the kernel again from the front end: it chooses another path.");
        }

        _monitor = new NetMQMonitor(socket, $"inproc://connections-of-{path}", SocketEvents.Connected);
        _monitor.Connected += (_, connected) => OwnPort(((IPEndPoint)connected.Socket!.LocalEndPoint!).Port).TrySetResult();
        _monitor.AttachToPoller(poller);
        _ = AcceptAsync();
    }

    /// <summary>Ends once all that NetMQ sent was passed on, which it is some time after NetMQ closed its connections.</summary>
    public Task Passed => Task.WhenAll(_passing.Keys);

    /// <summary>Takes no more connections and removes the path. The poller has ended by then.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _listener.Dispose();
        File.Delete(_path);
        _monitor.DetachFromPoller();
        _monitor.Dispose();
    }

    private TaskCompletionSource OwnPort(int port) =>
        _ownPorts.GetOrAdd(port, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = RelayAsync(await _listener.AcceptAsync());
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                if (_isDisposed)
                {
                    return;
                }

                // Whoever connected is gone, or this process has too many files open: the next one may be served.
                await Task.Delay(AcceptPause);
            }
        }
    }

    private async Task RelayAsync(Socket outer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = string.Create(CultureInfo.InvariantCulture, $"tcp://{listener.LocalEndpoint}");
        _onSocketThread(() => _socket.Connect(address));
        try
        {
            var passing = PassAsync(outer, await AcceptOwnAsync(listener));
            _passing[passing] = true;
            await passing;
            _passing.TryRemove(passing, out _);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            outer.Dispose();
        }

        // NetMQ would connect again and again, and finds the port taken by nobody else for as long as it does.
        await OnSocketThreadAsync(() => _socket.Disconnect(address));
    }

    // Whichever side ends first ends the other.
    private static async Task PassAsync(Socket outer, Socket inner)
    {
        await using var outerStream = new NetworkStream(outer, ownsSocket: true);
        await using var innerStream = new NetworkStream(inner, ownsSocket: true);
        using var end = new CancellationTokenSource();
        await Task.WhenAll(CopyAsync(innerStream, outerStream, end), CopyAsync(outerStream, innerStream, end));
    }

    private static async Task CopyAsync(NetworkStream from, NetworkStream to, CancellationTokenSource end)
    {
        // How a connection ends tells nothing.
        await from.CopyToAsync(to, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await end.CancelAsync();
    }

    private async Task<Socket> AcceptOwnAsync(TcpListener listener)
    {
        while (true)
        {
            var inner = await listener.AcceptSocketAsync();
            var port = ((IPEndPoint)inner.RemoteEndPoint!).Port;
            var own = OwnPort(port).Task;
            await Task.WhenAny(own, Task.Delay(TimeSpan.FromSeconds(5)));
            _ownPorts.TryRemove(port, out _);
            if (own.IsCompleted)
            {
                return inner;
            }

            inner.Dispose();
        }
    }

    private Task OnSocketThreadAsync(Action action)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _onSocketThread(() =>
        {
            action();
            done.SetResult();
        });
        return done.Task;
    }
}
