using System.Text.Json.Nodes;
using NotebookSqlAuth.Kernel.Execution;
using NotebookSqlAuth.Kernel.Jupyter.Wire;
using NotebookSqlAuth.Kernel.Python;

namespace NotebookSqlAuth.Kernel.Jupyter.Output;

/// <summary>A cell's outputs on their way to the front ends, each with the cell's request as its parent.</summary>
/// <remarks>Outlives the cell: what a thread of it writes later still appears below it.</remarks>
internal sealed class FrontEndOutputs : ICellOutputs
{
    private readonly Lock _lock = new();
    private readonly IopubChannel _iopub;
    private readonly StdinChannel _stdin;
    private readonly ExecuteRequest _request;
    private readonly int _executionCount;
    private readonly StreamBatches _streams;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts with nothing shown.</summary>
    public FrontEndOutputs(IopubChannel iopub, StdinChannel stdin, ExecuteRequest request, int executionCount)
    {
        _iopub = iopub;
        _stdin = stdin;
        _request = request;
        _executionCount = executionCount;
        _streams = new StreamBatches(Flush, PublishStream);
        Host = PythonNotebook.Of(request.Message.Metadata, this);
    }

    /// <inheritdoc/>
    public IHostNotebook? Host { get; }

    /// <summary>The plain text of the cell's result, for the history; null where there was none.</summary>
    public string? ResultText { get; private set; }

    /// <inheritdoc/>
    public void Write(StreamName stream, string text)
    {
        if (!_request.Silent)
        {
            lock (_lock)
            {
                _streams.Add(stream, text);
            }
        }
    }

    /// <inheritdoc/>
    public void Display(string displayId, DisplayBundle bundle) => Publish("display_data", Shown(displayId, bundle));

    /// <inheritdoc/>
    public void UpdateDisplay(string displayId, DisplayBundle bundle) => Publish("update_display_data", Shown(displayId, bundle));

    /// <inheritdoc/>
    public void Result(DisplayBundle bundle)
    {
        ResultText = bundle.PlainText;
        Publish("execute_result", new JsonObject
        {
            ["execution_count"] = _executionCount,
            ["data"] = MimeBundle.Of(bundle),
            ["metadata"] = new JsonObject(),
        });
    }

    /// <inheritdoc/>
    public void ClearOutput(bool wait) => Publish("clear_output", new JsonObject { ["wait"] = wait });

    /// <summary>Shows what stopped the cell.</summary>
    public void ShowError(CellError error) => Publish("error", ErrorContent.Of(error));

    /// <inheritdoc/>
    public async Task<string> AskAsync(string prompt, bool password, CancellationToken cancellationToken)
    {
        // What was written before the question is what it is about.
        Flush();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asking = _ended.Task.IsCompleted
            ? throw StdinError.CellHasEnded()
            : _stdin.AskAsync(_request, prompt, password, stop.Token);
        if (await Task.WhenAny(asking, _ended.Task) != asking)
        {
            // A thread that the cell left behind asks, and front ends take answers for running cells only: nobody else would ever be asked.
            await stop.CancelAsync();
        }

        try
        {
            return await asking;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw StdinError.CellHasEnded();
        }
    }

    /// <summary>The cell has ended: what is gathered is sent, and its threads ask nobody any more.</summary>
    public void End()
    {
        Flush();
        _ended.TrySetResult();
    }

    /// <summary>Sends what is still gathered.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            _streams.Flush();
        }
    }

    private static JsonObject Shown(string displayId, DisplayBundle bundle) => new()
    {
        ["data"] = MimeBundle.Of(bundle),
        ["metadata"] = new JsonObject(),
        ["transient"] = new JsonObject { ["display_id"] = displayId },
    };

    private void Publish(string type, JsonObject content)
    {
        if (!_request.Silent)
        {
            lock (_lock)
            {
                _streams.Flush();
                _iopub.Publish(type, _request.Header, content);
            }
        }
    }

    private void PublishStream(StreamName stream, string text) => _iopub.Publish(
        "stream",
        _request.Header,
        new JsonObject { ["name"] = stream == StreamName.Stdout ? "stdout" : "stderr", ["text"] = WellFormed.Of(text) });
}
