using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using NotebookSqlAuth.Kernel.Execution;
using NotebookSqlAuth.Kernel.Jupyter.Output;
using NotebookSqlAuth.Kernel.Jupyter.Wire;

namespace NotebookSqlAuth.Kernel.Jupyter.Comms;

/// <summary>The open comms of a kernel. Thread-safe.</summary>
internal sealed class OpenComms(IopubChannel iopub, StdinChannel stdin, LiveNotebook notebook)
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
    public Task<JsonObject?> OpenedAsync(JupyterMessage message)
    {
        var comm = new Comm(message.Content.Text("comm_id"), message.Content.Text("target_name"), this);
        if (CommTargets.Find(comm.Target) is { } opened)
        {
            _open[comm.Id] = comm;
            Call(message, () => opened(comm, CommData.Of(message)));
        }
        else
        {
            Handled.Value = message.Header;
            comm.Close();
        }

        return NoReply;
    }

    /// <summary>Handles comm_msg; one to a comm that is not open is dropped, as the protocol says.</summary>
    public Task<JsonObject?> MessageAsync(JupyterMessage message)
    {
        if (_open.TryGetValue(message.Content.Text("comm_id"), out var comm))
        {
            Call(message, () => comm.Receive(message));
        }

        return NoReply;
    }

    /// <summary>Handles comm_close from the page.</summary>
    public Task<JsonObject?> ClosedAsync(JupyterMessage message)
    {
        if (_open.TryRemove(message.Content.Text("comm_id"), out var comm))
        {
            Call(message, comm.EndByPage);
        }

        return NoReply;
    }

    private static Task<JsonObject?> NoReply => Task.FromResult<JsonObject?>(null);

    // What the user's handler writes and throws is shown with the message as its parent.
    private void Call(JupyterMessage message, Action handler)
    {
        var outputs = new FrontEndOutputs(iopub, stdin, ExecuteRequest.WithoutCode(message), 0);
        Handled.Value = message.Header;
        CellScope.Enter(outputs);
        try
        {
            handler();
        }
        catch (Exception error)
        {
            outputs.ShowError(CellErrors.Of(error));
        }

        outputs.Flush();
    }
}
