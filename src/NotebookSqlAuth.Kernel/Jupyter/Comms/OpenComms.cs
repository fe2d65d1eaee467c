using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using NotebookSqlAuth.Kernel.Execution;
using NotebookSqlAuth.Kernel.Execution.Threads;
using NotebookSqlAuth.Kernel.Jupyter.Output;
using NotebookSqlAuth.Kernel.Jupyter.Shell;
using NotebookSqlAuth.Kernel.Jupyter.Wire;

namespace NotebookSqlAuth.Kernel.Jupyter.Comms;

/// <summary>The open comms of a kernel. Thread-safe.</summary>
internal sealed class OpenComms(IopubChannel iopub, StdinChannel stdin, LiveNotebook notebook, RunningCells running)
{
    // The message whose handler runs here; a cell may run beside it.
    private static readonly AsyncLocal<MessageHeader?> Handled = new();

    private readonly ConcurrentDictionary<string, Comm> _open = new(StringComparer.Ordinal);

    /// <summary>Sends a message to the page, with the message or the cell as its parent that it comes from.</summary>
    public void Publish(string type, JsonObject content) =>
        iopub.Publish(type, Handled.Value ?? notebook.Running?.Request.Header ?? MessageHeader.None, content);

    /// <summary>Opens one from here.</summary>
    public Comm Open(string target, JsonObject data)
    {
        var comm = new Comm(Guid.NewGuid().ToString("N"), target, this);
        _open[comm.Id] = comm;
        comm.Publish("comm_open", data, target);
        return comm;
    }

    /// <summary>Forgets one that was closed here.</summary>
    public void Forget(string id) => _open.TryRemove(id, out _);

    /// <summary>Answers comm_info_request: the open comms, or those to one target.</summary>
    public Task<JsonObject?> InfoAsync(JupyterMessage request)
    {
        var target = request.Content.TextOrNull("target_name");
        var comms = new JsonObject();
        foreach (var (id, comm) in _open)
        {
            if (target is null || target == comm.Target)
            {
                comms[id] = new JsonObject { ["target_name"] = comm.Target };
            }
        }

        return Task.FromResult<JsonObject?>(new JsonObject { ["comms"] = comms });
    }

    /// <summary>Handles comm_open from the page; an unknown target is closed at once, as the protocol says.</summary>
    public async Task<JsonObject?> OpenedAsync(JupyterMessage message)
    {
        var comm = new Comm(message.Content.Text("comm_id"), message.Content.Text("target_name"), this);
        if (CommTargets.Find(comm.Target) is { } opened)
        {
            _open[comm.Id] = comm;
            await CallAsync(message, () => opened(comm, CommData.Of(message)));
        }
        else
        {
            Handled.Value = message.Header;
            comm.Close();
        }

        return null;
    }

    /// <summary>Handles comm_msg; one to a comm that is not open is dropped, as the protocol says.</summary>
    public async Task<JsonObject?> MessageAsync(JupyterMessage message)
    {
        if (_open.TryGetValue(message.Content.Text("comm_id"), out var comm))
        {
            await CallAsync(message, () => comm.Receive(message));
        }

        return null;
    }

    /// <summary>Handles comm_close from the page.</summary>
    public async Task<JsonObject?> ClosedAsync(JupyterMessage message)
    {
        if (_open.TryRemove(message.Content.Text("comm_id"), out var comm))
        {
            await CallAsync(message, comm.EndByPage);
        }

        return null;
    }

    // What the user's handler writes and throws is shown with the message as its parent; an interrupt stops it as it stops a cell.
    private async Task CallAsync(JupyterMessage message, Action handler)
    {
        var outputs = new FrontEndOutputs(iopub, stdin, ExecuteRequest.WithoutCode(message), 0);
        using var stop = new CancellationTokenSource();
        running.BeginBeside(stop);
        var scope = new CellScope(outputs, stop.Token);
        var threads = new CellThreads(scope);
        try
        {
            var handling = HandleAsync(message, handler, threads);
            try
            {
                if (await handling.WaitAsync(stop.Token) is { } error)
                {
                    outputs.ShowError(error);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                outputs.ShowError((await new StoppedCell(handling, threads, scope).StopAsync()).Error!);
            }
        }
        finally
        {
            threads.Leave();
            running.End(stop);
            outputs.End();
        }
    }

    private static async Task<CellError?> HandleAsync(JupyterMessage message, Action handler, CellThreads threads)
    {
        try
        {
            return await threads.RunAsync<CellError?>(() =>
            {
                Handled.Value = message.Header;
                handler();
                return Task.FromResult<CellError?>(null);
            });
        }
        catch (Exception error)
        {
            return CellErrors.Of(error);
        }
    }
}
