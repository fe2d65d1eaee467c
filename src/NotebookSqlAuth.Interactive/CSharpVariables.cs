using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Interactive;

/// <summary>The variables of the notebook's C# kernel, live. Thread-safe; it answers while a cell of C# runs, too, and runs no code of theirs.</summary>
internal sealed class CSharpVariables(Kernel root)
{
    private const string CSharp = "csharp";

    /// <summary>Reads one; null where there is none of that name.</summary>
    public async Task<CellVariable?> FindAsync(string name)
    {
        var result = await AskAsync(() => new RequestValue(name, NoForm.MimeType, CSharp));
        return result.Events.OfType<ValueProduced>().LastOrDefault() is { } produced ? new CellVariable(name, produced.Value) : null;
    }

    /// <summary>All of them, for editors: scalars and frames with their values, the others without.</summary>
    public async Task<IReadOnlyList<CellVariable>> ListAsync()
    {
        var result = await AskAsync(() => new RequestValueInfos(CSharp, NoForm.MimeType));
        var found = new List<CellVariable>();
        foreach (var info in result.Events.OfType<ValueInfosProduced>().SelectMany(produced => produced.ValueInfos))
        {
            var value = info.Type is { } type && (type == typeof(DataFrame) || SharedForm.IsScalar(type)) ? await FindAsync(info.Name) : null;
            found.Add(value ?? new CellVariable(info.Name, null));
        }

        return found;
    }

    /// <summary>Sets one to a live object.</summary>
    /// <exception cref="UserError">The notebook did not take it.</exception>
    public async Task SetAsync(string name, object value, CancellationToken cancellationToken)
    {
        // The platform pastes the name into code, which is why the port wants it checked. Without a formatted value of ours
        // it would serialise the whole object to JSON.
        var command = new SendValue(name, value, new FormattedValue("text/plain", string.Empty), CSharp);
        var result = await Find().SendAsync(command, cancellationToken);
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

    /// <summary>Asks what only reads, in a context of its own.</summary>
    /// <remarks>
    /// As a part of the running command, a name that C# does not have would leave the platform's own error below the cell; and a front end that
    /// asks us for a value takes the first one it hears for ours.
    /// </remarks>
    private async Task<KernelCommandResult> AskAsync<TCommand>(Func<TCommand> command)
        where TCommand : KernelCommand
    {
        // A kernel of that name in another process cannot hand over live objects.
        if (Find() is not IKernelCommandHandler<TCommand> csharp)
        {
            throw NotHere();
        }

        try
        {
            return await AnswerAsync(csharp, command());
        }
        catch (ArgumentException)
        {
            // The notebook has reset the platform's formatters, ours among them.
            NoForm.Register();
            return await AnswerAsync(csharp, command());
        }
    }

    private static async Task<KernelCommandResult> AnswerAsync<TCommand>(IKernelCommandHandler<TCommand> csharp, TCommand command)
        where TCommand : KernelCommand
    {
        Task<KernelCommandResult> answering;
        // The platform finds the running command through the flow of execution.
        using (ExecutionContext.SuppressFlow())
        {
            answering = Task.Run(async () =>
            {
                using var context = KernelInvocationContext.GetOrCreateAmbientContext(command);
                await csharp.HandleAsync(command, context);
                return context.Result;
            });
        }

        return await answering;
    }

    private Kernel Find() => root.FindKernelByName(CSharp) ?? throw NotHere();

    private static UserError NotHere() => new(
        ErrorCodes.NoCSharpKernel,
        "This notebook has no C# kernel.",
        "The magics keep their results in C# variables.",
        "Use a notebook whose kernels include csharp, as .NET Interactive's own notebooks do.");
}
