using NotebookSqlAuth.Display;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Kernel.Execution.Magics;
using NotebookSqlAuth.Kernel.Execution.Packages;
using NotebookSqlAuth.Kernel.Execution.Threads;
using NotebookSqlAuth.Kernel.Execution.Values;
using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>Runs a notebook's cells: C#, packages and magics over one state. Knows neither a terminal nor a file.</summary>
/// <remarks>One cell at a time. Cells' console output reaches their outputs once <see cref="CellConsole.Install"/> was called.</remarks>
internal sealed class NotebookKernel : IAsyncDisposable
{
    private const int MinPoolThreads = 32;

    private readonly PackageSet _packages;
    private StoppedCell? _stillRunning;

    /// <summary>Starts the compiler in the background.</summary>
    /// <param name="folder">The notebook's folder: relative paths and NuGet's settings are looked for from there.</param>
    public NotebookKernel(string folder)
    {
        StrayExceptions.Watch();
        // Cells share the thread pool with the kernel, and it grows by a thread or two a second only: what stops a cell must not wait for that.
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, MinPoolThreads), completions);
        CSharp = new CSharpCells(folder);
        _packages = new PackageSet(folder);
    }

    /// <summary>The state of the notebook's C#, for what looks at it between cells and beside them.</summary>
    public CSharpCells CSharp { get; }

    /// <summary>Accounts, connections and Spark sessions.</summary>
    public NotebookSession Session { get; } = new();

    /// <summary>Runs a cell.</summary>
    /// <param name="source">Its text.</param>
    /// <param name="executionCount">The number it goes by in errors.</param>
    /// <param name="outputs">Where its outputs go.</param>
    /// <param name="cancellationToken">Stops it, whatever it does: see <see cref="StoppedCell"/>.</param>
    /// <returns>How it ended; within three seconds once it was stopped.</returns>
    public async Task<CellResult> RunAsync(
        string source, int executionCount, ICellOutputs outputs, CancellationToken cancellationToken)
    {
        var scope = new CellScope(outputs, cancellationToken);
        scope.Begin();
        try
        {
            if (_stillRunning is { } earlier)
            {
                await earlier.EnsureEndedAsync();
                _stillRunning = null;
            }

            var threads = new CellThreads(scope);
            var running = Task.Run(
                () =>
                {
                    scope.Enter();
                    return RunPartsAsync(source, executionCount, scope, threads);
                },
                CancellationToken.None);
            try
            {
                var error = await running.WaitAsync(cancellationToken);
                return error is null ? CellResult.Succeeded : CellResult.Failed(error);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                var stopped = new StoppedCell(running, threads, scope);
                var result = await stopped.StopAsync();
                _stillRunning = stopped.HasEnded ? null : stopped;
                return result;
            }
            finally
            {
                threads.Leave();
            }
        }
        catch (UserError error)
        {
            outputs.Display(Guid.NewGuid().ToString("N"), ValueForms.Of(ErrorCard.Of(error)));
            return CellResult.Failed(CellErrors.Of(error));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        _packages.Dispose();
    }

    private async Task<CellError?> RunPartsAsync(string source, int executionCount, CellScope scope, CellThreads threads)
    {
        try
        {
            foreach (var part in CellText.Split(source))
            {
                scope.Cancellation.ThrowIfCancellationRequested();
                if (await RunPartAsync(part, executionCount, scope, threads) is { } error)
                {
                    scope.Cancellation.ThrowIfCancellationRequested();
                    return error;
                }
            }

            return null;
        }
        finally
        {
            scope.End();
        }
    }

    private async Task<CellError?> RunPartAsync(CellPart part, int executionCount, CellScope scope, CellThreads threads)
    {
        try
        {
            return part is MagicPart magic
                ? await RunMagicAsync(magic, scope)
                : await RunCSharpAsync((CSharpPart)part, executionCount, scope, threads);
        }
        catch (Exception error) when (error is not UserError
            && !(error is OperationCanceledException && scope.Cancellation.IsCancellationRequested))
        {
            // A value that fails to be shown, a token of the cell's own that fired, or a magic's defect ends its cell and not the notebook's run.
            return CellErrors.Of(error);
        }
    }

    private async Task<CellError?> RunMagicAsync(MagicPart part, CellScope scope)
    {
        try
        {
            await MagicSet.RunAsync(
                part.Magic, part.Words, part.Body, Session, new CellContext(CSharp, scope));
            return null;
        }
        catch (UserError error)
        {
            return CellErrors.Of(error);
        }
    }

    private async Task<CellError?> RunCSharpAsync(CSharpPart part, int executionCount, CellScope scope, CellThreads threads)
    {
        var (code, directives) = PackageDirective.TakeFrom(part);
        CSharp.AddReferences(await _packages.AddAsync(directives, scope.Outputs, scope.Cancellation));
        var outcome = await CSharp.RunAsync(code, executionCount, threads, scope.Cancellation);
        // What display hands back is for updating it; it was shown already.
        if (outcome is { Error: null, HasValue: true, Value: not Microsoft.DotNet.Interactive.Formatting.DisplayedValue })
        {
            // A value's own ToString and properties are code of the cell too.
            scope.Outputs.Result(await threads.RunAsync(() => Task.FromResult(ValueForms.Of(outcome.Value))));
        }

        return outcome.Error;
    }
}
