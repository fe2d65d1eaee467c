using System.Diagnostics.CodeAnalysis;
using NetMQ;
using NetMQ.Sockets;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Kernel.Jupyter.Wire;

namespace NotebookSqlAuth.Kernel.Jupyter.Sockets;

/// <summary>The kernel's shell, control, stdin and iopub sockets, on one thread of their own, as ZeroMQ wants it.</summary>
/// <remarks><see cref="Send"/> and <see cref="SettleAsync"/> are thread-safe.</remarks>
internal sealed class KernelSockets : IDisposable
{
    // Messages taken off one socket, or sent, before the others get their turn.
    private const int Turn = 64;

    // How long the last replies may take to leave at the end.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(500);

    private readonly NetMQPoller _poller = [];
    private readonly NetMQQueue<Action> _work = new();
    private readonly RouterSocket _shell = new();
    private readonly RouterSocket _control = new();
    private readonly RouterSocket _stdin = new();
    private readonly XPublisherSocket _iopub = new();
    private readonly Action<ChannelName, List<byte[]>> _received;
    private readonly List<IpcRelay> _relays = [];
    private readonly Thread _thread;

    /// <summary>Binds the sockets; nothing is received before <see cref="Start"/>.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="received">Is given what comes, on the sockets' thread; on iopub a subscription's one frame.</param>
    /// <exception cref="UserError">A port is taken.</exception>
    public KernelSockets(ConnectionFile connection, Action<ChannelName, List<byte[]>> received)
    {
        _received = received;
        Bind(_shell, connection.Ports.Shell);
        Bind(_control, connection.Ports.Control);
        Bind(_stdin, connection.Ports.Stdin);
        Bind(_iopub, connection.Ports.Iopub);
        _shell.ReceiveReady += (_, _) => Receive(ChannelName.Shell, Turn);
        _control.ReceiveReady += (_, _) => Receive(ChannelName.Control, Turn);
        _stdin.ReceiveReady += (_, _) => Receive(ChannelName.Stdin, Turn);
        _iopub.ReceiveReady += (_, _) => Receive(ChannelName.Iopub, Turn);
        _work.ReceiveReady += (_, _) => DoWork();
        _thread = new Thread(Run) { Name = "Jupyter sockets", IsBackground = true };

        void Bind(NetMQSocket socket, int port)
        {
            if (SocketBinding.Bind(socket, connection, port, Linger, _poller, _work.Enqueue) is { } relay)
            {
                _relays.Add(relay);
            }
        }
    }

    /// <summary>Begins to receive.</summary>
    public void Start() => _thread.Start();

    /// <summary>Sends a message's frames. What is sent from one thread leaves in that order.</summary>
    public void Send(ChannelName channel, List<byte[]> frames) => _work.Enqueue(() => SendNow(SocketOf(channel), frames));

    /// <summary>Ends once every message that had reached this process by now was handed on.</summary>
    public Task SettleAsync()
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Enqueue(() =>
        {
            Receive(ChannelName.Shell, int.MaxValue);
            settled.SetResult();
        });
        return settled.Task;
    }

    /// <summary>Lets what was sent leave, half a second at most, and closes the sockets and NetMQ as a whole.</summary>
    public void Dispose()
    {
        if (_thread.IsAlive)
        {
            _work.Enqueue(_poller.StopAsync);
            _thread.Join();
        }
        else
        {
            Close();
        }

        NetMQConfig.Cleanup(block: true);
        Task.WaitAll([.. _relays.Select(relay => relay.Passed)], Linger);
    }

    private void Run()
    {
        _poller.Add(_shell);
        _poller.Add(_control);
        _poller.Add(_stdin);
        _poller.Add(_iopub);
        _poller.Add(_work);
        _poller.Run();
        Close();
    }

    private void Close()
    {
        _relays.ForEach(relay => relay.Dispose());
        _poller.Dispose();
        _shell.Dispose();
        _control.Dispose();
        _stdin.Dispose();
        _iopub.Dispose();
        _work.Dispose();
    }

    private NetMQSocket SocketOf(ChannelName channel) => channel switch
    {
        ChannelName.Shell => _shell,
        ChannelName.Control => _control,
        ChannelName.Stdin => _stdin,
        _ => _iopub,
    };

    private void Receive(ChannelName channel, int most)
    {
        var socket = SocketOf(channel);
        for (var count = 0; count < most && FrameReceiver.TryReceive(socket) is { } frames; count++)
        {
            _received(channel, frames);
        }
    }

    private void DoWork()
    {
        for (var count = 0; count < Turn && _work.TryDequeue(out var work, TimeSpan.Zero); count++)
        {
            work();
        }
    }

    // Without a copy: a display may be large.
    [SuppressMessage("Style", "IDE0059:Unnecessary assignment of a value", Justification = "Sending takes the message and leaves an empty one.")]
    private static void SendNow(NetMQSocket socket, List<byte[]> frames)
    {
        for (var at = 0; at < frames.Count; at++)
        {
            var message = new Msg();
            message.InitGC(frames[at], frames[at].Length);
            socket.Send(ref message, more: at < frames.Count - 1);
            message.Close();
        }
    }
}
