using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Interactive;

/// <summary>Runs magics in a notebook's cells, with what the notebook keeps between them.</summary>
internal sealed class MagicRunner(Kernel root, NotebookSession session)
{
    /// <summary>Runs a magic as the platform read it.</summary>
    public Task RunAsync(Magic magic, MagicCall call, KernelCommand command, KernelInvocationContext context) =>
        ReportAsync(context, cell =>
        {
            RefuseWhatThePlatformOverlooks(magic, command);
            return MagicSet.RunAsync(magic, call, session, cell);
        });

    /// <summary>Runs a magic that stands alone on its line.</summary>
    public Task RunAsync(Magic magic, string words, KernelInvocationContext context) =>
        ReportAsync(context, cell => MagicSet.RunAsync(magic, words, string.Empty, session, cell));

    /// <summary>The platform drops a surplus word and cuts a value in single quotes at its space; our own reading of the line says so.</summary>
    private static void RefuseWhatThePlatformOverlooks(Magic magic, KernelCommand command)
    {
        if (command.Parent is SubmitCode cell)
        {
            foreach (var line in MagicLine.In(cell.Code, magic))
            {
                MagicCall.Parse(magic, line.Words, string.Empty);
            }
        }
    }

    private async Task ReportAsync(KernelInvocationContext context, Func<ICellContext, Task> run)
    {
        try
        {
            await run(new InteractiveCell(root, context));
        }
        catch (UserError error)
        {
            // An exception that leaves a handler is shown with its whole stack; this message is not.
            context.Fail(context.Command, message: error.Message);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            context.Fail(context.Command, message: "The cell was stopped.");
        }
    }
}
