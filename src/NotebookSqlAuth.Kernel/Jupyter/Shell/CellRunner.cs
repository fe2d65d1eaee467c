using System.Text.Json.Nodes;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Kernel.Execution;
using NotebookSqlAuth.Kernel.Jupyter.Output;
using NotebookSqlAuth.Kernel.Jupyter.Sockets;

namespace NotebookSqlAuth.Kernel.Jupyter.Shell;

/// <summary>Runs cells: one at a time, whichever shell they come from, since all see one chain of C#.</summary>
internal sealed class CellRunner(
    LiveNotebook notebook, IopubChannel iopub, StdinChannel stdin, RequestFrame frame, History history, RunningCells running)
    : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The number of the last cell that counted.</summary>
    public int ExecutionCount { get; private set; }

    /// <summary>Runs a cell and replies.</summary>
    /// <param name="request">The cell.</param>
    /// <param name="ending">Is awaited between the cell's end and its reply, with whether it failed.</param>
    /// <returns>Whether it ran to its end.</returns>
    public async Task<bool> RunAsync(ExecuteRequest request, Func<bool, Task> ending)
    {
        using var stop = new CancellationTokenSource();
        running.Begin(stop);
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            iopub.BusyWithCell(request.Header);
            var (reply, succeeded) = await RunNowAsync(request, stop.Token);
            await ending(!succeeded);
            frame.Reply(ChannelName.Shell, request.Message, reply);
            iopub.IdleAfterCell(request.Header);
            return succeeded;
        }
        finally
        {
            running.End(stop);
            _turn.Release();
        }
    }

    /// <summary>A cell was sent.</summary>
    public void Expect() => running.Expect();

    /// <summary>A cell that was sent has run, or was turned away.</summary>
    public void Done() => running.Done();

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<(JsonObject Reply, bool Succeeded)> RunNowAsync(ExecuteRequest request, CancellationToken cancellationToken)
    {
        var count = ExecutionCount + 1;
        if (request.StoreHistory)
        {
            ExecutionCount = count;
        }

        if (!request.Silent)
        {
            iopub.Publish("execute_input", request.Header, new JsonObject { ["code"] = request.Code, ["execution_count"] = count });
        }

        var outputs = new FrontEndOutputs(iopub, stdin, request, count);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        notebook.Running = new RunningCell(request, outputs, ended.Task);
        var (result, expressions, payload) = await RunCodeAsync(request, count, outputs, cancellationToken);
        notebook.Running = null;
        ended.SetResult();
        notebook.CellRan();
        if (request.StoreHistory)
        {
            history.Add(count, request.Code, outputs.ResultText);
        }

        outputs.End();
        var reply = new JsonObject { ["status"] = "ok" };
        if (result.Error is { } error)
        {
            outputs.ShowError(error);
            reply = ErrorContent.Reply(error);
        }

        reply["execution_count"] = count;
        reply["user_expressions"] = expressions;
        reply["payload"] = payload;
        return (reply, result.Status == CellStatus.Succeeded);
    }

    private async Task<(CellResult Result, JsonObject Expressions, JsonArray Payload)> RunCodeAsync(
        ExecuteRequest request, int count, FrontEndOutputs outputs, CancellationToken cancellationToken)
    {
        try
        {
            var kernel = await notebook.KernelAsync(cancellationToken);
            if (HelpRequest.Of(request.Code) is { } help)
            {
                return (CellResult.Succeeded, [], await help.PayloadAsync(await notebook.LanguageAsync(), cancellationToken));
            }

            var result = await kernel.RunAsync(request.Code, count, outputs, cancellationToken);
            var expressions = result.Status == CellStatus.Succeeded
                ? await UserExpressions.EvaluateAsync(kernel, request.UserExpressions, count, cancellationToken)
                : [];
            return (result, expressions, []);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (CellResult.Cancelled, [], []);
        }
        catch (UserError error)
        {
            return (CellResult.Failed(CellErrors.WithoutCard(error)), [], []);
        }
        catch (Exception error)
        {
            // What nobody foresaw is told to its cell; without that the queue would end, and every later cell would wait for ever.
            return (CellResult.Failed(CellErrors.Of(error)), [], []);
        }
    }
}

/// <summary>A cell that runs, for what has something to say below it.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Outputs">What stands below it.</param>
/// <param name="Ended">Ends with it.</param>
internal sealed record RunningCell(ExecuteRequest Request, ICellOutputs Outputs, Task Ended);
