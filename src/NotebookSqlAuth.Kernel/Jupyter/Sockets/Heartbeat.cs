using NetMQ;
using NetMQ.Sockets;
using NotebookSqlAuth.Kernel.Jupyter.Wire;

namespace NotebookSqlAuth.Kernel.Jupyter.Sockets;

/// <summary>Echoes what the front end sends to learn whether the kernel lives; on a thread of its own, whatever the others do.</summary>
internal sealed class Heartbeat : IDisposable
{
    private readonly RouterSocket _socket = new();
    private readonly NetMQPoller _poller = [];

    // A stop that comes before the poller runs waits in it; the poller's own would be lost.
    private readonly NetMQQueue<bool> _stop = new();
    private readonly Thread _thread;

    /// <summary>Binds it and begins.</summary>
    /// <exception cref="Errors.UserError">The port is taken.</exception>
    public Heartbeat(ConnectionFile connection)
    {
        SocketBinding.Bind(_socket, connection, connection.Ports.Heartbeat, TimeSpan.Zero);
        _socket.ReceiveReady += (_, _) => Echo();
        _stop.ReceiveReady += (_, _) => _poller.StopAsync();
        _thread = new Thread(Run) { Name = "Jupyter heartbeat", IsBackground = true };
        _thread.Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Enqueue(true);
        _thread.Join();
        _poller.Dispose();
        _socket.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        _poller.Add(_socket);
        _poller.Add(_stop);
        _poller.Run();
    }

    private void Echo()
    {
        while (FrameReceiver.TryReceive(_socket) is { } frames)
        {
            for (var at = 0; at < frames.Count; at++)
            {
                _socket.SendFrame(frames[at], more: at < frames.Count - 1);
            }
        }
    }
}
