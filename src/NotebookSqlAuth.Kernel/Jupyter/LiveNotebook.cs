using NotebookSqlAuth.Kernel.Execution;
using NotebookSqlAuth.Kernel.Jupyter.Shell;
using NotebookSqlAuth.Kernel.Language;

namespace NotebookSqlAuth.Kernel.Jupyter;

/// <summary>The notebook's state, made when it is first needed: the compiler is heavy, and a front end waits for the kernel's first answer.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class LiveNotebook : IAsyncDisposable
{
    private readonly Lazy<NotebookKernel> _kernel;
    private readonly Lazy<LanguageServices> _language;
    private readonly EditorWarmUp _warmUp;
    private readonly Lazy<Task<LiveSandbox?>> _sandbox;

    /// <summary>Makes nothing yet.</summary>
    /// <param name="folder">The notebook's folder.</param>
    /// <param name="withSandbox">Whether it gets a sandbox of its own.</param>
    public LiveNotebook(string folder, bool withSandbox)
    {
        _kernel = new Lazy<NotebookKernel>(() => new NotebookKernel(folder));
        _language = new Lazy<LanguageServices>(() => new LanguageServices(_kernel.Value));
        _warmUp = new EditorWarmUp(() => Running is not null, WarmUpAsync);
        _sandbox = new Lazy<Task<LiveSandbox?>>(async () => withSandbox ? await LiveSandbox.StartAsync(() => Running) : null);
    }

    /// <summary>The cell that runs now; null where none does.</summary>
    public RunningCell? Running { get; set; }

    /// <summary>Begins to make it in the background. What answers editors is there from the start, since it follows what cells connect to.</summary>
    public void Begin()
    {
        _ = Task.Run(() => (_language.Value, _sandbox.Value));
        // The compiler's start comes first: the first cell waits for it.
        _ = Task.Run(async () =>
        {
            await _kernel.Value.CSharp.StateAsync();
            _warmUp.Ask();
        });
    }

    /// <summary>A cell has run: what editors will ask about has changed.</summary>
    public void CellRan() => _warmUp.Ask();

    /// <summary>What runs cells, once there is all that they need.</summary>
    /// <exception cref="Errors.UserError">The sandbox could not be started.</exception>
    public async Task<NotebookKernel> KernelAsync(CancellationToken cancellationToken)
    {
        var kernel = await Task.Run(() => _kernel.Value, cancellationToken).WaitAsync(cancellationToken);
        await _sandbox.Value.WaitAsync(cancellationToken);
        return kernel;
    }

    /// <summary>What answers editors.</summary>
    public Task<LanguageServices> LanguageAsync() => Task.Run(() => _language.Value);

    private async Task WarmUpAsync(CancellationToken stop)
    {
        await _kernel.Value.CSharp.PractiseAsync(() => Running is null, stop);
        await _language.Value.WarmUpAsync(stop);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _warmUp.Dispose();
        if (_language.IsValueCreated)
        {
            _language.Value.Dispose();
        }

        if (_kernel.IsValueCreated)
        {
            await _kernel.Value.DisposeAsync();
        }

        if (_sandbox.IsValueCreated && await _sandbox.Value is { } sandbox)
        {
            await sandbox.DisposeAsync();
        }
    }
}
