using NotebookSqlAuth.Display;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Kernel.Execution.Packages;
using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>Runs a notebook's cells: C#, packages and magics over one state. Knows neither a terminal nor a file.</summary>
/// <remarks>One cell at a time. Cells' console output reaches their outputs once <see cref="CellConsole.Install"/> was called.</remarks>
internal sealed class NotebookKernel : IAsyncDisposable
{
    // What a cell gets to wind up after it was told to stop; .NET has no way to end code that will not.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    private readonly PackageSet _packages;

    /// <summary>Starts the compiler in the background.</summary>
    /// <param name="folder">The notebook's folder: relative paths and NuGet's settings are looked for from there.</param>
    public NotebookKernel(string folder)
    {
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
    /// <param name="cancellationToken">Stops it: queries and sign-ins at once, other code after two seconds by leaving it behind.</param>
    public async Task<CellResult> RunAsync(
        string source, int executionCount, ICellOutputs outputs, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var part in CellText.Split(source))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var running = Task.Run(
                    () =>
                    {
                        CellScope.Enter(outputs);
                        return RunPartAsync(part, executionCount, outputs, cancellationToken);
                    },
                    cancellationToken);
                if (await EndOfAsync(running, cancellationToken) is { } error)
                {
                    return cancellationToken.IsCancellationRequested ? CellResult.Cancelled : CellResult.Failed(error);
                }
            }

            return CellResult.Succeeded;
        }
        catch (UserError error)
        {
            outputs.Display(Guid.NewGuid().ToString("N"), DisplayForms.Of(ErrorCard.Of(error)));
            return CellResult.Failed(CellErrors.Of(error));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CellResult.Cancelled;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        _packages.Dispose();
        CSharp.Dispose();
    }

    private async Task<CellError?> RunPartAsync(
        CellPart part, int executionCount, ICellOutputs outputs, CancellationToken cancellationToken)
    {
        try
        {
            return part is MagicPart magic
                ? await RunMagicAsync(magic, outputs, cancellationToken)
                : await RunCSharpAsync((CSharpPart)part, executionCount, outputs, cancellationToken);
        }
        catch (Exception error) when (error is not UserError
            && !(error is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            // A value that fails to be shown, a token of the cell's own that fired, or a magic's defect ends its cell and not the notebook's run.
            return CellErrors.Of(error);
        }
    }

    private async Task<CellError?> RunMagicAsync(MagicPart part, ICellOutputs outputs, CancellationToken cancellationToken)
    {
        // A result goes into a variable whose type cells must be able to name, whether or not they asked for the package.
        CSharp.AddReferences(CarriedAssemblies.OfOwnPackage);
        try
        {
            await MagicSet.RunAsync(
                part.Magic, part.Words, part.Body, Session, new CellContext(CSharp, outputs, cancellationToken));
            return null;
        }
        catch (UserError error)
        {
            return CellErrors.Of(error);
        }
    }

    private async Task<CellError?> RunCSharpAsync(
        CSharpPart part, int executionCount, ICellOutputs outputs, CancellationToken cancellationToken)
    {
        var (code, directives) = PackageDirective.TakeFrom(part);
        CSharp.AddReferences(await _packages.AddAsync(directives, outputs, cancellationToken));
        var outcome = await CSharp.RunAsync(code, executionCount, cancellationToken);
        // What display hands back is for updating it; it was shown already.
        if (outcome is { Error: null, HasValue: true, Value: not DisplayedValue })
        {
            outputs.Result(DisplayForms.Of(outcome.Value));
        }

        return outcome.Error;
    }

    private static async Task<CellError?> EndOfAsync(Task<CellError?> running, CancellationToken cancellationToken)
    {
        try
        {
            return await running.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAny(running, Task.Delay(StopPatience, CancellationToken.None));
            throw;
        }
    }
}
