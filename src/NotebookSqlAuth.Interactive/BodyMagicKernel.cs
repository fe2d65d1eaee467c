using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;
using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Interactive;

/// <summary>A magic that takes the lines below it: to the platform, a language of its own.</summary>
internal sealed class BodyMagicKernel :
    Kernel,
    IKernelCommandHandler<SubmitCode>,
    IKernelCommandHandler<RequestCompletions>,
    IKernelCommandHandler<RequestHoverText>,
    IKernelCommandHandler<RequestDiagnostics>,
    IKernelCommandHandler<RequestSignatureHelp>,
    IKernelCommandHandler<RequestValueInfos>,
    IKernelCommandHandler<RequestValue>,
    IKernelCommandHandler<SendValue>
{
    private readonly BodyMagic body;
    private readonly MagicRunner runner;
    private readonly BodyLanguage language;
    private readonly BodyValues values;
    private readonly ConditionalWeakTable<SubmitCode, StrongBox<int>> linesSeen = [];

    public BodyMagicKernel(BodyMagic body, MagicRunner runner)
        : base(body.KernelName)
    {
        this.body = body;
        this.runner = runner;
        language = new BodyLanguage(body, runner);
        values = new BodyValues(body.KernelName, runner.CSharp);
        KernelInfo.LanguageName = body.Magic.BodyLanguage;
        KernelInfo.Description = body.Magic.Description;
        KernelSpecifierDirective.Description = body.Magic.Description;
        MagicWords.Declare(body.Magic, body.Magic.Options, KernelSpecifierDirective.Parameters, runner.Values);
        this.UseValueSharing().UseWho();
        AddMiddleware(RunWithoutBodyAsync, nameof(RunWithoutBodyAsync));
    }

    public Task HandleAsync(SubmitCode command, KernelInvocationContext context) =>
        runner.RunAsync(body, MagicWords.Read(body.Magic, command.Parameters, command.Code), command, values, context);

    public Task HandleAsync(RequestCompletions command, KernelInvocationContext context) => language.CompleteAsync(command, context);

    public Task HandleAsync(RequestHoverText command, KernelInvocationContext context) => language.ExplainAsync(command, context);

    public Task HandleAsync(RequestDiagnostics command, KernelInvocationContext context) => language.DiagnoseAsync(command, context);

    /// <summary>SQL has none; to a kernel without an answer the platform gives an error with a stack trace.</summary>
    public Task HandleAsync(RequestSignatureHelp command, KernelInvocationContext context) => Task.CompletedTask;

    public Task HandleAsync(RequestValueInfos command, KernelInvocationContext context) => values.ListAsync(command, context);

    public Task HandleAsync(RequestValue command, KernelInvocationContext context) => values.ReadAsync(command, context);

    public Task HandleAsync(SendValue command, KernelInvocationContext context) => values.TakeAsync(command, context);

    /// <summary>Answers a line with nothing below it, such as <c>#!sql-query --help</c>: the platform submits no code for it, only the line itself.</summary>
    private async Task RunWithoutBodyAsync(KernelCommand command, KernelInvocationContext context, KernelPipelineContinuation next)
    {
        var word = DirectiveLine.WordOf(command);
        if (word == body.Word && command.Parent is SubmitCode cell && NextLine(cell) is { } line && line.IsAlone(cell.Code, Selectors()))
        {
            await runner.RunAsync(body, line.Words, values, context);
        }

        if (word is "#!who" or "#!whos")
        {
            values.BeginListing();
        }

        await next(command, context);
    }

    /// <summary>The line that the platform is at; it comes to the lines of a cell in their order.</summary>
    private MagicLine? NextLine(SubmitCode cell) =>
        MagicLine.In(cell.Code, body.Word).ElementAtOrDefault(linesSeen.GetOrCreateValue(cell).Value++);

    private HashSet<string> Selectors() =>
        [.. RootKernel.KernelInfo.SupportedDirectives.OfType<KernelSpecifierDirective>().Select(directive => directive.Name)];
}
