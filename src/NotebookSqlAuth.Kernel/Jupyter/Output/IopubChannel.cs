using System.Text;
using System.Text.Json.Nodes;
using NotebookSqlAuth.Kernel.Jupyter.Sockets;
using NotebookSqlAuth.Kernel.Jupyter.Wire;

namespace NotebookSqlAuth.Kernel.Jupyter.Output;

/// <summary>What every front end sees: outputs, and whether the kernel is busy. Thread-safe.</summary>
internal sealed class IopubChannel(KernelSockets sockets, MessageWriter writer)
{
    private readonly Lock _lock = new();
    private MessageHeader? _cell;

    /// <summary>Publishes a message of some request's.</summary>
    public void Publish(
        string type, MessageHeader parent, JsonObject content, JsonObject? metadata = null, IReadOnlyList<byte[]>? buffers = null) =>
        sockets.Send(ChannelName.Iopub, writer.Write([Encoding.UTF8.GetBytes(type)], type, parent, content, metadata, buffers));

    /// <summary>Greets a new subscriber, who then knows that nothing more will be missed (JEP 65).</summary>
    /// <param name="subscription">What ZeroMQ hands over: 1 and the topic, or 0 and the topic for an end.</param>
    public void Welcome(byte[] subscription)
    {
        if (subscription is not [1, .. var topic])
        {
            return;
        }

        var content = new JsonObject { ["subscription"] = Encoding.UTF8.GetString(topic) };
        sockets.Send(ChannelName.Iopub, writer.Write([topic], "iopub_welcome", MessageHeader.None, content));
    }

    /// <summary>Says that the kernel starts; said once, before any request.</summary>
    public void Starting() => Status(MessageHeader.None, "starting");

    /// <summary>Says that a request is being handled.</summary>
    public void Busy(MessageHeader request) => Status(request, "busy");

    /// <summary>Says that a request was handled. While a cell runs beside it, the kernel is said to be busy again.</summary>
    /// <remarks>Front ends show the last state that they heard, whichever request it came with.</remarks>
    public void Idle(MessageHeader request)
    {
        lock (_lock)
        {
            Status(request, "idle");
            if (_cell is not null)
            {
                Status(_cell, "busy");
            }
        }
    }

    /// <summary>Says that a cell runs.</summary>
    public void BusyWithCell(MessageHeader request)
    {
        lock (_lock)
        {
            _cell = request;
            Status(request, "busy");
        }
    }

    /// <summary>Says that the cell's last output has gone out.</summary>
    public void IdleAfterCell(MessageHeader request)
    {
        lock (_lock)
        {
            _cell = null;
            Status(request, "idle");
        }
    }

    private void Status(MessageHeader parent, string state) =>
        Publish("status", parent, new JsonObject { ["execution_state"] = state });
}
