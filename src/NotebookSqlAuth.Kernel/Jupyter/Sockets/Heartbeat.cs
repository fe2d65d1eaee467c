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
    private readonly NetMQQueue<Action> _work = new();
    private readonly IpcRelay? _relay;
    private readonly Thread _thread;

    /// <summary>Binds it and begins.</summary>
    /// <exception cref="Errors.UserError">The port is taken.</exception>
    public Heartbeat(ConnectionFile connection)
    {
        _relay = SocketBinding.Bind(_socket, connection, connection.Ports.Heartbeat, TimeSpan.Zero, _poller, _work.Enqueue);
        _socket.ReceiveReady += (_, _) => Echo();
        _work.ReceiveReady += (_, _) => DoWork();
        _thread = new Thread(Run) { Name = "Jupyter heartbeat", IsBackground = true };
        _thread.Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _work.Enqueue(_poller.StopAsync);
        _thread.Join();
        _relay?.Dispose();
        _poller.Dispose();
        _socket.Dispose();
        _work.Dispose();
    }

    private void Run()
    {
        _poller.Add(_socket);
        _poller.Add(_work);
        _poller.Run();
    }

    private void DoWork()
    {
        while (_work.TryDequeue(out var work, TimeSpan.Zero))
        {
            work();
        }
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
