using System.Collections.Concurrent;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.ValueSharing;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Interactive;

/// <summary>What a magic's kernel shares through the platform's own commands: the results that it put into C# variables, and what was sent to it. Thread-safe.</summary>
/// <remarks>Results are read from C# when they are asked for, so that nothing is kept alive that the notebook has let go.</remarks>
internal sealed class BodyValues(string kernelName, CSharpVariables csharp)
{
    // What was sent; null for a result, which is in C#.
    private readonly ConcurrentDictionary<string, CellVariable?> shared = new(StringComparer.Ordinal);
    private readonly AsyncLocal<bool> isListing = new();

    /// <summary>A value that was sent here, which a query binds before a C# variable of that name; null for none.</summary>
    public CellVariable? FindSent(string name) => shared.GetValueOrDefault(name);

    /// <summary>A magic put a result into the C# variable of that name.</summary>
    public void Share(string name) => shared[name] = null;

    /// <summary>Answers the variables view.</summary>
    public async Task ListAsync(RequestValueInfos command, KernelInvocationContext context)
    {
        var infos = new List<KernelValueInfo>();
        foreach (var name in shared.Keys.Order(StringComparer.Ordinal))
        {
            if (await FindAsync(name) is { } variable)
            {
                var summary = new FormattedValue(command.MimeType, SharedForm.Summary(variable.Value));
                infos.Add(new KernelValueInfo(name, summary, variable.Value?.GetType() ?? typeof(object)));
            }
        }

        context.Publish(new ValueInfosProduced(infos, command));
    }

    /// <summary>What is asked for in the rest of the calling async method only gives a list its lines: no form of a whole frame is made for it.</summary>
    public void BeginListing() => isListing.Value = true;

    /// <summary>Hands a value over: the live object, and its form for kernels that cannot take that.</summary>
    public async Task ReadAsync(RequestValue command, KernelInvocationContext context)
    {
        try
        {
            var variable = await FindAsync(command.Name) ?? throw ValueError.Unknown(kernelName, command.Name);
            var form = isListing.Value
                ? new FormattedValue("text/plain", SharedForm.Summary(variable.Value))
                : new FormattedValue(command.MimeType, SharedForm.Of(command.Name, variable.Value, command.MimeType));
            context.Publish(new ValueProduced(variable.Value!, command.Name, form, command));
        }
        catch (UserError error)
        {
            context.Fail(command, message: error.Message);
        }
    }

    /// <summary>Takes a value for the queries that follow, as <c>#!set</c> and <c>#!share</c> send it.</summary>
    public Task TakeAsync(SendValue command, KernelInvocationContext context)
    {
        try
        {
            shared[command.Name] = new CellVariable(command.Name, SharedForm.ScalarOf(command.Name, command.Value, command.FormattedValue));
        }
        catch (UserError error)
        {
            // The older value of that name must not take its place, nor the cell go on: the platform overlooks the failure of a command within it.
            shared.TryRemove(command.Name, out _);
            context.Fail(context.Command, message: error.Message);
        }

        return Task.CompletedTask;
    }

    private async Task<CellVariable?> FindAsync(string name) =>
        shared.TryGetValue(name, out var sent) ? sent ?? await csharp.FindAsync(name) : null;
}
