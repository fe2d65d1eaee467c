using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookSqlAuth.Kernel.Jupyter.Wire;

namespace NotebookSqlAuth.Kernel.Jupyter.Comms;

/// <summary>A line of messages between code here and code on the page. Thread-safe.</summary>
[SuppressMessage("Maintainability", "CA1515:Consider making public types internal", Justification = "Cells compile against it.")]
public sealed class Comm
{
    private readonly OpenComms _comms;

    internal Comm(string id, string target, OpenComms comms)
    {
        Id = id;
        Target = target;
        _comms = comms;
    }

    /// <summary>The page's code sent something. Raised one message after another, also while a cell runs.</summary>
    public event EventHandler<CommMessageEventArgs>? MessageReceived;

    /// <summary>The page closed it.</summary>
    public event EventHandler? Closed;

    /// <summary>Its name, the same on both sides.</summary>
    public string Id { get; }

    /// <summary>What it was opened to.</summary>
    public string Target { get; }

    /// <summary>Sends data to the page.</summary>
    /// <param name="data">Anything that System.Text.Json writes as an object.</param>
    public void Send(object? data) => Publish("comm_msg", CommData.Of(data));

    /// <summary>Closes it.</summary>
    /// <param name="data">What the page is told along with it; null for nothing.</param>
    public void Close(object? data = null)
    {
        _comms.Forget(Id);
        Publish("comm_close", CommData.Of(data));
    }

    internal void Publish(string type, JsonObject data, string? target = null)
    {
        var content = new JsonObject { ["comm_id"] = Id, ["data"] = data };
        if (target is not null)
        {
            content["target_name"] = target;
        }

        _comms.Publish(type, content);
    }

    internal void Receive(JupyterMessage message) =>
        MessageReceived?.Invoke(this, new CommMessageEventArgs(CommData.Of(message), message.Buffers));

    internal void EndByPage() => Closed?.Invoke(this, EventArgs.Empty);
}

/// <summary>What the page's code sent.</summary>
[SuppressMessage("Maintainability", "CA1515:Consider making public types internal", Justification = "Cells compile against it.")]
public sealed class CommMessageEventArgs(JsonElement data, IReadOnlyList<byte[]> buffers) : EventArgs
{
    /// <summary>The data, an object as a rule.</summary>
    public JsonElement Data { get; } = data;

    /// <summary>Binary data beside it.</summary>
    public IReadOnlyList<byte[]> Buffers { get; } = buffers;
}
