using Microsoft.DotNet.Interactive;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Interactive;

/// <summary>Runs magics in a notebook's cells, with what the notebook keeps between them.</summary>
internal sealed class MagicRunner(Kernel root, NotebookSession session)
{
    public async Task RunAsync(Magic magic, Func<MagicCall> read, KernelInvocationContext context)
    {
        try
        {
            await MagicSet.RunAsync(magic, read(), session, new InteractiveCell(root, context));
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
