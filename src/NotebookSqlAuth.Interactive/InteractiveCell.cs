using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Interactive;

/// <summary>The port on .NET Interactive: one running cell.</summary>
internal sealed class InteractiveCell : ICellContext
{
    private const string CSharp = "csharp";

    private readonly Kernel root;
    private readonly KernelInvocationContext context;

    public InteractiveCell(Kernel root, KernelInvocationContext context)
    {
        this.root = root;
        this.context = context;
        // Taken once: the platform disposes the source behind it when the cell ends, while a display may still be updated.
        Cancellation = context.CancellationToken;
    }

    public CancellationToken Cancellation { get; }

    public ICellDisplay Show(CellOutput output) => InteractiveDisplay.Show(context, output);

    public async Task<CellVariable?> FindVariableAsync(string name, CancellationToken cancellationToken)
    {
        // Plain text is the form in which the platform hands over the live object too, and does not serialise it.
        var result = await SendToCSharpAsync(new RequestValue(name, "text/plain", CSharp), cancellationToken);
        return result.Events.OfType<ValueProduced>().LastOrDefault() is { } produced ? new CellVariable(name, produced.Value) : null;
    }

    public async Task SetVariableAsync(string name, object value, CancellationToken cancellationToken)
    {
        // The platform pastes the name into code, which is why the port wants it checked. Without a formatted value of ours
        // it would serialise the whole object to JSON.
        var command = new SendValue(name, value, new FormattedValue("text/plain", string.Empty), CSharp);
        var result = await SendToCSharpAsync(command, cancellationToken);
        if (result.Events.OfType<CommandFailed>().LastOrDefault() is { } failed)
        {
            throw new UserError(
                ErrorCodes.VariableNotSet,
                $"The notebook did not take the C# variable '{name}'.",
                // What follows the first line is a stack trace.
                failed.Message.Split('\n')[0],
                "Choose another name for it.");
        }
    }

    private Task<KernelCommandResult> SendToCSharpAsync(KernelCommand command, CancellationToken cancellationToken)
    {
        var csharp = root.FindKernelByName(CSharp) ?? throw new UserError(
            ErrorCodes.NoCSharpKernel,
            "This notebook has no C# kernel.",
            "The magics keep their results in C# variables.",
            "Use a notebook whose kernels include csharp, as .NET Interactive's own notebooks do.");
        return csharp.SendAsync(command, cancellationToken);
    }
}
