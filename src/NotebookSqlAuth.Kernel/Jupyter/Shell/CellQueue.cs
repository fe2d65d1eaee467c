using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookSqlAuth.Kernel.Jupyter.Output;
using NotebookSqlAuth.Kernel.Jupyter.Sockets;
using NotebookSqlAuth.Kernel.Jupyter.Wire;

namespace NotebookSqlAuth.Kernel.Jupyter.Shell;

/// <summary>A shell's cells, one after another. After one that failed, those that wait are aborted. Thread-safe.</summary>
internal sealed class CellQueue
{
    private readonly System.Threading.Channels.Channel<JupyterMessage> _requests =
        System.Threading.Channels.Channel.CreateUnbounded<JupyterMessage>();

    private readonly CellRunner _runner;
    private readonly RequestFrame _frame;
    private readonly KernelSockets _sockets;

    /// <summary>Starts the queue.</summary>
    public CellQueue(CellRunner runner, RequestFrame frame, KernelSockets sockets)
    {
        _runner = runner;
        _frame = frame;
        _sockets = sockets;
        _ = RunAsync();
    }

    /// <summary>Queues an execute request.</summary>
    public void Add(JupyterMessage message)
    {
        _runner.Expect();
        if (!_requests.Writer.TryWrite(message))
        {
            _runner.Done();
        }
    }

    /// <summary>Takes no more requests; those that wait are still run.</summary>
    public void Complete() => _requests.Writer.TryComplete();

    private async Task RunAsync()
    {
        var waiting = 0;
        await foreach (var message in _requests.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (TryRead(message, out var request, out var refusal))
            {
                var succeeded = await _runner.RunAsync(request, EndAsync);
                _runner.Done();
                if (!succeeded && request.StopOnError)
                {
                    await AbortAsync(waiting);
                }
            }
            else
            {
                await _frame.HandleAsync(ChannelName.Shell, message, _ => Task.FromResult<JsonObject?>(refusal));
                _runner.Done();
            }
        }

        // Before a failure is told, everything that was sent before it could be known is in the queue; what comes after is sent by who knows of it.
        async Task EndAsync(bool failed)
        {
            if (failed)
            {
                await _sockets.SettleAsync();
                waiting = _requests.Reader.Count;
            }
        }
    }

    private async Task AbortAsync(int waiting)
    {
        for (; waiting > 0 && _requests.Reader.TryRead(out var message); waiting--)
        {
            await _frame.HandleAsync(ChannelName.Shell, message, _ => Task.FromResult<JsonObject?>(
                new JsonObject { ["status"] = "aborted", ["execution_count"] = _runner.ExecutionCount }));
            _runner.Done();
        }
    }

    private static bool TryRead(JupyterMessage message, out ExecuteRequest request, out JsonObject refusal)
    {
        (request, refusal) = (null!, null!);
        try
        {
            request = ExecuteRequest.Of(message);
            return true;
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            // The last two: a key that stands twice, and one that is no text.
            refusal = ErrorContent.Reply("MalformedRequest", error.Message);
            return false;
        }
    }
}
