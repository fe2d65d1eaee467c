using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Language;
using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Interactive;

/// <summary>Runs magics in a notebook's cells, with what the notebook keeps between them.</summary>
internal sealed partial class MagicRunner
{
    private readonly NotebookSession session;

    public MagicRunner(Kernel root, NotebookSession session)
    {
        this.session = session;
        CSharp = new CSharpVariables(root);
        Language = new MagicLanguage(session);
        Values = new OptionValues(Language, CSharp);
    }

    /// <summary>The notebook's C#.</summary>
    public CSharpVariables CSharp { get; }

    /// <summary>What answers editors.</summary>
    public MagicLanguage Language { get; }

    /// <summary>What completes the values of options.</summary>
    public OptionValues Values { get; }

    /// <summary>Runs a magic without lines below it, as the platform read it.</summary>
    public Task<bool> RunAsync(Magic magic, MagicCall call, KernelCommand command, KernelInvocationContext context) =>
        ReportAsync(context, null, cell => MagicSet.RunAsync(magic, () => Check(magic, magic.Name, command, call), session, cell));

    /// <summary>Runs a magic with a call that was made, not read from a line.</summary>
    public Task<bool> RunAsync(Magic magic, MagicCall call, KernelInvocationContext context) =>
        ReportAsync(context, null, cell => MagicSet.RunAsync(magic, call, session, cell));

    /// <summary>Runs a magic and the lines below it, as the platform read it.</summary>
    public Task RunAsync(BodyMagic body, MagicCall call, KernelCommand command, BodyValues values, KernelInvocationContext context) =>
        ReportAsync(context, values, cell => MagicSet.RunAsync(body.Magic, () => Check(body.Magic, body.Word, command, call), session, cell));

    /// <summary>Runs a magic whose line has nothing below it.</summary>
    public Task RunAsync(BodyMagic body, string words, BodyValues values, KernelInvocationContext context) => ReportAsync(
        context, values, cell => MagicSet.RunAsync(body.Magic, words, string.Empty, session, cell));

    /// <summary>A call, unless its line is wrong: the platform drops a surplus word and cuts a value in single quotes at its space; our own reading of the line says so.</summary>
    private static MagicCall Check(Magic magic, string word, KernelCommand command, MagicCall call)
    {
        if (command.Parent is SubmitCode cell)
        {
            foreach (var line in MagicLine.In(cell.Code, word))
            {
                // In JSON, as in `@input:{"prompt": "Which one?"}`, the platform's rules hold.
                MagicCall.Parse(magic, JsonOfExpression().Replace(line.Words, string.Empty), string.Empty);
            }
        }

        return call;
    }

    /// <returns>Whether it ran to its end; else the context was told why not.</returns>
    private async Task<bool> ReportAsync(KernelInvocationContext context, BodyValues? values, Func<ICellContext, Task> run)
    {
        FrameFormat.PutFirst();
        try
        {
            await run(new InteractiveCell(CSharp, values, context));
            return true;
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

        return false;
    }

    [GeneratedRegex(@"(?<=\s@\w*:?)[\[{].*[\]}]")]
    private static partial Regex JsonOfExpression();
}
