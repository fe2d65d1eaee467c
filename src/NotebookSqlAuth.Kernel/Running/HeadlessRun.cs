using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Kernel.Execution;

namespace NotebookSqlAuth.Kernel.Running;

/// <summary>Runs a notebook without a front end, and writes what came of it.</summary>
internal static class HeadlessRun
{
    /// <summary>Every cell ran.</summary>
    public const int ExitSucceeded = 0;

    /// <summary>A cell failed.</summary>
    public const int ExitCellFailed = 1;

    /// <summary>The run could not begin, or its result could not be written.</summary>
    public const int ExitRefused = 2;

    /// <summary>Runs it, up to the first cell that fails.</summary>
    /// <returns>The process's exit code.</returns>
    /// <exception cref="UserError">The run cannot begin, or a file cannot be written.</exception>
    public static async Task<int> RunAsync(RunOptions asked, TerminalOutput terminal, StopSignals signals)
    {
        var options = asked.Checked();
        var notebook = await NotebookFile.ReadAsync(options.Notebook, signals.Token);
        var folder = Path.GetDirectoryName(options.Notebook)!;
        await using var stopping = signals.Token.Register(() => terminal.Show("Stopping. Ctrl-C once more ends at once, without writing files."));
        CellConsole.Install();
        Environment.CurrentDirectory = folder;

        // The compiler warms up while the sandbox starts.
        await using var kernel = new NotebookKernel(folder);
        await using var sandbox = options.Sandbox ? await PrivateSandbox.StartAsync(terminal, signals.Token) : null;
        try
        {
            return await RunCellsAsync(notebook, kernel, terminal, signals);
        }
        finally
        {
            // Whatever ended the run: what came before is the user's.
            await WriteAsync(options, notebook);
        }
    }

    private static async Task WriteAsync(RunOptions options, NotebookDocument notebook)
    {
        if (options.Output is not null)
        {
            await NotebookFile.WriteAsync(options.Output, NotebookFile.TextOf(notebook), CancellationToken.None);
        }

        if (options.Html is not null)
        {
            await NotebookFile.WriteAsync(options.Html, HtmlPage.Of(notebook), CancellationToken.None);
        }
    }

    private static async Task<int> RunCellsAsync(
        NotebookDocument notebook, NotebookKernel kernel, TerminalOutput terminal, StopSignals signals)
    {
        var cells = notebook.Cells.Where(cell => cell.Kind == CellKind.Code).ToList();
        cells.ForEach(cell => cell.Clear());
        var count = 0;
        foreach (var cell in cells.Where(cell => !string.IsNullOrWhiteSpace(cell.Source)))
        {
            if (signals.Token.IsCancellationRequested)
            {
                return signals.ExitCode;
            }

            terminal.Announce(++count, cell.Source);
            var recorder = new CellRecorder(count, terminal);
            var result = await kernel.RunAsync(cell.Source, count, recorder, signals.Token);
            cell.Record(count, recorder.End(result.Error));
            if (result.Status != CellStatus.Succeeded)
            {
                return result.Status == CellStatus.Cancelled ? signals.ExitCode : ExitCellFailed;
            }
        }

        return ExitSucceeded;
    }
}
