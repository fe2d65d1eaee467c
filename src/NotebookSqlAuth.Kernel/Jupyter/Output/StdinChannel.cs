using System.Text.Json.Nodes;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Kernel.Jupyter.Sockets;
using NotebookSqlAuth.Kernel.Jupyter.Wire;

namespace NotebookSqlAuth.Kernel.Jupyter.Output;

/// <summary>Asks the user for a line, one question at a time. Thread-safe.</summary>
internal sealed class StdinChannel(KernelSockets sockets, MessageWriter writer) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private TaskCompletionSource<string>? _question;

    /// <summary>Asks the front end that sent the cell.</summary>
    /// <exception cref="UserError">The front end takes no questions.</exception>
    public async Task<string> AskAsync(ExecuteRequest request, string prompt, bool password, CancellationToken cancellationToken)
    {
        if (!request.AllowStdin)
        {
            throw StdinError.NotAllowed();
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            var question = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _question, question);
            var content = new JsonObject { ["prompt"] = WellFormed.Of(prompt), ["password"] = password };
            sockets.Send(ChannelName.Stdin, writer.Write(request.Message.Identities, "input_request", request.Header, content));
            return await question.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _question, null);
            _turn.Release();
        }
    }

    /// <summary>Takes an answer. One that comes while nothing is asked, late or unbidden, is dropped.</summary>
    /// <exception cref="System.Text.Json.JsonException">It holds no text.</exception>
    public void Answer(JupyterMessage reply) => Volatile.Read(ref _question)?.TrySetResult(reply.Content.Text("value"));

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
