using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Kernel.Execution;
using NotebookSqlAuth.Kernel.Jupyter.Output;
using NotebookSqlAuth.Kernel.Jupyter.Sockets;
using NotebookSqlAuth.Kernel.Jupyter.Wire;

namespace NotebookSqlAuth.Kernel.Jupyter.Shell;

/// <summary>What surrounds every request's handling: busy, its reply, idle. Thread-safe.</summary>
internal sealed class RequestFrame(KernelSockets sockets, MessageWriter writer, IopubChannel iopub)
{
    /// <summary>Handles a request that no cell waits for.</summary>
    /// <param name="channel">Where it came from and its reply goes.</param>
    /// <param name="request">The request.</param>
    /// <param name="answer">Gives the reply's content; null where the type has no reply.</param>
    public async Task HandleAsync(ChannelName channel, JupyterMessage request, Func<JupyterMessage, Task<JsonObject?>> answer)
    {
        iopub.Busy(request.Header);
        if (await AnswerAsync(request, answer) is { } content)
        {
            Reply(channel, request, content);
        }

        iopub.Idle(request.Header);
    }

    /// <summary>Sends a reply; its status is ok where the content names none.</summary>
    public void Reply(ChannelName channel, JupyterMessage request, JsonObject content)
    {
        if (!content.ContainsKey("status"))
        {
            content["status"] = "ok";
        }

        var type = request.Header.MessageType.Replace("_request", "_reply", StringComparison.Ordinal);
        sockets.Send(channel, writer.Write(request.Identities, type, request.Header, content));
    }

    private static async Task<JsonObject?> AnswerAsync(JupyterMessage request, Func<JupyterMessage, Task<JsonObject?>> answer)
    {
        try
        {
            return await answer(request);
        }
        catch (JsonException error)
        {
            return ErrorContent.Reply("MalformedRequest", error.Message);
        }
        catch (UserError error)
        {
            return ErrorContent.Reply(CellErrors.WithoutCard(error));
        }
        catch (Exception error)
        {
            // A defect: its type helps whoever reports it, its words may hold what is not ours to show.
            return ErrorContent.Reply(error.GetType().FullName!, "The kernel met an error of its own.");
        }
    }
}
