using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Interactive;

/// <summary>A magic that takes the lines below it: to the platform, a language of its own.</summary>
internal sealed class BodyMagicKernel : Kernel, IKernelCommandHandler<SubmitCode>
{
    private readonly Magic magic;
    private readonly MagicRunner runner;

    public BodyMagicKernel(Magic magic, MagicRunner runner)
        : base(magic.Name.TrimStart('#', '!'))
    {
        this.magic = magic;
        this.runner = runner;
        KernelInfo.LanguageName = magic.BodyLanguage;
        KernelInfo.Description = magic.Description;
        KernelSpecifierDirective.Description = magic.Description;
        MagicWords.Declare(magic, KernelSpecifierDirective.Parameters);
        AddMiddleware(RunWithoutBodyAsync, nameof(RunWithoutBodyAsync));
    }

    public Task HandleAsync(SubmitCode command, KernelInvocationContext context) =>
        runner.RunAsync(magic, MagicWords.Read(magic, command.Parameters, command.Code), command, context);

    /// <summary>Answers a line with nothing below it, such as <c>#!sql-query --help</c>: the platform submits no code for it, only the line itself.</summary>
    private async Task RunWithoutBodyAsync(KernelCommand command, KernelInvocationContext context, KernelPipelineContinuation next)
    {
        if (command is not SubmitCode
            && command.Parent is SubmitCode cell
            && MagicLine.In(cell.Code, magic).FirstOrDefault(line => line.IsAlone) is { } line)
        {
            await runner.RunAsync(magic, line.Words, context);
        }

        await next(command, context);
    }
}
