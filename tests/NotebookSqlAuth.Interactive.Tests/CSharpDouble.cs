using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.ValueSharing;

namespace NotebookSqlAuth.Interactive.Tests;

/// <summary>A notebook's C# in small: variables that the platform's own commands read and set.</summary>
internal sealed class CSharpDouble() :
    Kernel("csharp"),
    IKernelCommandHandler<RequestValue>,
    IKernelCommandHandler<RequestValueInfos>,
    IKernelCommandHandler<SendValue>
{
    public Dictionary<string, object?> Variables { get; } = [];

    /// <summary>A name that it does not take, as the compiler would not.</summary>
    public string? Refused { get; set; }

    public Task HandleAsync(RequestValue command, KernelInvocationContext context)
    {
        if (Variables.TryGetValue(command.Name, out var value))
        {
            context.Publish(new ValueProduced(value!, command.Name, new FormattedValue(command.MimeType, value.ToDisplayString(command.MimeType)), command));
        }
        else
        {
            context.Fail(command, message: $"Value '{command.Name}' not found in kernel csharp");
        }

        return Task.CompletedTask;
    }

    public Task HandleAsync(RequestValueInfos command, KernelInvocationContext context)
    {
        var infos = Variables.Select(variable => new KernelValueInfo(
            variable.Key, new FormattedValue(command.MimeType, variable.Value.ToDisplayString(command.MimeType)), variable.Value?.GetType()));
        context.Publish(new ValueInfosProduced([.. infos], command));
        return Task.CompletedTask;
    }

    public Task HandleAsync(SendValue command, KernelInvocationContext context)
    {
        if (command.Name == Refused)
        {
            context.Fail(command, message: "(1,1): error CS0128: it is taken\n   at Some.Frame()");
        }
        else
        {
            Variables[command.Name] = command.Value;
        }

        return Task.CompletedTask;
    }
}
