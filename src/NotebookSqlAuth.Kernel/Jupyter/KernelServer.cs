using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookSqlAuth.Kernel.Jupyter.Comms;
using NotebookSqlAuth.Kernel.Jupyter.Output;
using NotebookSqlAuth.Kernel.Jupyter.Shell;
using NotebookSqlAuth.Kernel.Jupyter.Sockets;
using NotebookSqlAuth.Kernel.Jupyter.Wire;

namespace NotebookSqlAuth.Kernel.Jupyter;

/// <summary>A Jupyter kernel: takes messages off the sockets and gives each to what handles it.</summary>
/// <remarks>
/// Cells wait for one another. All other requests are answered beside a running cell: those of editors in one lane, quick ones
/// in another, a page's comms and those on control in lanes of their own, each lane in the order of arrival. So replies may overtake a cell's.
/// </remarks>
internal sealed class KernelServer : IDisposable
{
    private readonly RefusedMessages _refused = new();
    private readonly TaskCompletionSource _shutdown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly RequestLane _quick = new();
    private readonly RequestLane _editors = new();
    private readonly RequestLane _controls = new();
    private readonly RequestLane _pages = new();
    private readonly RunningCells _running = new();
    private readonly MessageReader _reader;
    private readonly KernelSockets _sockets;
    private readonly Heartbeat _heartbeat;
    private readonly IopubChannel _iopub;
    private readonly StdinChannel _stdin;
    private readonly RequestFrame _frame;
    private readonly CellRunner _cells;
    private readonly Subshells _subshells;
    private readonly LiveNotebook _notebook;
    private readonly Dictionary<string, (RequestLane Lane, Func<JupyterMessage, Task<JsonObject?>> Answer)> _shellRequests;
    private readonly Dictionary<string, Func<JupyterMessage, Task<JsonObject?>>> _controlRequests;

    /// <summary>Binds the sockets and answers from then on.</summary>
    /// <exception cref="Errors.UserError">A port is taken.</exception>
    public KernelServer(ConnectionFile connection, LiveNotebook notebook)
    {
        _notebook = notebook;
        var signer = new MessageSigner(connection.Key);
        var writer = new MessageWriter(signer);
        _reader = new MessageReader(signer);
        _sockets = new KernelSockets(connection, Receive);
        _heartbeat = new Heartbeat(connection);
        _iopub = new IopubChannel(_sockets, writer);
        _stdin = new StdinChannel(_sockets, writer);
        _frame = new RequestFrame(_sockets, writer, _iopub);
        var history = new History();
        _cells = new CellRunner(notebook, _iopub, _stdin, _frame, history, _running);
        _subshells = new Subshells(() => new CellQueue(_cells, _frame, _sockets));
        var comms = new OpenComms(_iopub, _stdin, notebook, _running);
        CommTargets.Open = comms;
        var language = new LanguageRequests(notebook, _stop.Token);
        _shellRequests = new(StringComparer.Ordinal)
        {
            ["kernel_info_request"] = (_quick, InfoAsync),
            ["connect_request"] = (_quick, _ => Task.FromResult<JsonObject?>(ConnectContent(connection))),
            ["history_request"] = (_quick, request => Task.FromResult<JsonObject?>(history.Answer(request.Content))),
            ["comm_info_request"] = (_pages, comms.InfoAsync),
            ["comm_open"] = (_pages, comms.OpenedAsync),
            ["comm_msg"] = (_pages, comms.MessageAsync),
            ["comm_close"] = (_pages, comms.ClosedAsync),
            ["complete_request"] = (_editors, language.CompleteAsync),
            ["inspect_request"] = (_editors, language.InspectAsync),
            ["is_complete_request"] = (_editors, language.IsCompleteAsync),
            // Front ends of protocol 5.2 and before end kernels here.
            ["shutdown_request"] = (_controls, ShutDownAsync),
        };
        _controlRequests = new(StringComparer.Ordinal)
        {
            ["kernel_info_request"] = InfoAsync,
            ["interrupt_request"] = InterruptAsync,
            ["shutdown_request"] = ShutDownAsync,
            ["create_subshell_request"] = _subshells.CreateAsync,
            ["delete_subshell_request"] = _subshells.DeleteAsync,
            ["list_subshell_request"] = _subshells.ListAsync,
        };
        _sockets.Start();
        _iopub.Starting();
    }

    /// <summary>Ends once a front end has asked the kernel to end and was told so.</summary>
    public Task ShutDown => _shutdown.Task;

    /// <summary>Stops what runs, or what was sent and is about to. Returns at once.</summary>
    public void Interrupt() => _running.Cancel();

    /// <summary>Lets the last messages leave and closes the sockets.</summary>
    public void Dispose()
    {
        CommTargets.Open = null;
        _stop.Cancel();
        _heartbeat.Dispose();
        _sockets.Dispose();
        _stdin.Dispose();
        _cells.Dispose();
        _stop.Dispose();
    }

    private static JsonObject ConnectContent(ConnectionFile connection) => new()
    {
        ["shell_port"] = connection.Ports.Shell,
        ["iopub_port"] = connection.Ports.Iopub,
        ["stdin_port"] = connection.Ports.Stdin,
        ["hb_port"] = connection.Ports.Heartbeat,
        ["control_port"] = connection.Ports.Control,
    };

    // On the sockets' thread: it hands on and does nothing itself.
    private void Receive(ChannelName channel, List<byte[]> frames)
    {
        if (channel == ChannelName.Iopub)
        {
            _iopub.Welcome(frames[0]);
        }
        else if (_reader.Read(frames, out var refusal) is not { } message)
        {
            _refused.Add(channel, refusal);
        }
        else if (!Dispatch(channel, message))
        {
            _refused.Add(channel, "unknown type");
        }
    }

    private bool Dispatch(ChannelName channel, JupyterMessage message) => channel switch
    {
        ChannelName.Stdin => Answer(message),
        ChannelName.Control => DispatchControl(message),
        _ => DispatchShell(message),
    };

    private bool DispatchControl(JupyterMessage message)
    {
        if (!_controlRequests.TryGetValue(message.Header.MessageType, out var answer))
        {
            return false;
        }

        _controls.Add(() => _frame.HandleAsync(ChannelName.Control, message, answer));
        return true;
    }

    private bool DispatchShell(JupyterMessage message)
    {
        if (message.Header.MessageType == "execute_request")
        {
            if (_subshells.Find(message) is { } queue)
            {
                queue.Add(message);
            }
            else
            {
                _quick.Add(() => _frame.HandleAsync(ChannelName.Shell, message, _ => throw new JsonException("There is no subshell of that id.")));
            }

            return true;
        }

        if (!_shellRequests.TryGetValue(message.Header.MessageType, out var request))
        {
            return false;
        }

        request.Lane.Add(() => _frame.HandleAsync(ChannelName.Shell, message, request.Answer));
        return true;
    }

    private bool Answer(JupyterMessage message)
    {
        if (message.Header.MessageType != "input_reply" || !message.Content.TryGetProperty("value", out var value)
            || value.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        try
        {
            _stdin.Answer(message);
            return true;
        }
        catch (JsonException)
        {
            // Half a surrogate pair, which is a JSON string and no text. This is the sockets' thread: nothing may end it.
            return false;
        }
    }

    private Task<JsonObject?> InfoAsync(JupyterMessage request)
    {
        // The first answer is on its way when the compiler begins to take the machine.
        _quick.Add(() =>
        {
            _notebook.Begin();
            return Task.CompletedTask;
        });
        return Task.FromResult<JsonObject?>(KernelInfo.Content());
    }

    // A cell that was sent before is meant too, wherever it is by now.
    private async Task<JsonObject?> InterruptAsync(JupyterMessage request)
    {
        await _sockets.SettleAsync();
        Interrupt();
        return [];
    }

    private Task<JsonObject?> ShutDownAsync(JupyterMessage request)
    {
        var restart = request.Content.Flag("restart", missing: false);
        Interrupt();
        _iopub.Publish("shutdown_reply", request.Header, new JsonObject { ["status"] = "ok", ["restart"] = restart });
        _controls.Add(() =>
        {
            _shutdown.TrySetResult();
            return Task.CompletedTask;
        });
        return Task.FromResult<JsonObject?>(new JsonObject { ["restart"] = restart });
    }
}
