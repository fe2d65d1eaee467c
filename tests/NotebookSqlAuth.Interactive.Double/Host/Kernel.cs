using System.Collections.Concurrent;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Connection;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;

namespace Microsoft.DotNet.Interactive;

public interface IKernelExtension
{
    Task OnLoadAsync(Kernel kernel);
}

public interface IKernelCommandHandler<in TCommand>
    where TCommand : KernelCommand
{
    Task HandleAsync(TCommand command, KernelInvocationContext context);
}

public delegate Task KernelCommandPipelineMiddleware(KernelCommand command, KernelInvocationContext context, KernelPipelineContinuation next);

public delegate Task KernelPipelineContinuation(KernelCommand command, KernelInvocationContext context);

public class KernelCommandResult(IReadOnlyList<KernelEvent> events)
{
    public IReadOnlyList<KernelEvent> Events => events;
}

public class KernelInfo
{
    public string LanguageName { get; set; }

    public string DisplayName { get; set; }

    public string Description { get; set; }

    public ICollection<KernelDirective> SupportedDirectives { get; } = new List<KernelDirective>();
}

/// <summary>One command while it is handled.</summary>
public class KernelInvocationContext(KernelCommand command, CancellationToken cancellationToken)
{
    private static readonly AsyncLocal<KernelInvocationContext> CurrentContext = new();

    private readonly ConcurrentQueue<KernelEvent> events = new();

    public static KernelInvocationContext Current
    {
        get => CurrentContext.Value;
        internal set => CurrentContext.Value = value;
    }

    public KernelCommand Command => command;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>What was published, the first first.</summary>
    public IReadOnlyList<KernelEvent> Events => events.ToArray();

    public void Publish(KernelEvent @event) => events.Enqueue(@event);

    public void Fail(KernelCommand command, Exception exception = null, string message = null) =>
        Publish(new CommandFailed(command, message ?? exception?.ToString()));
}

/// <summary>The platform's kernel in small: commands pass its middlewares and reach the handler of their class.</summary>
public abstract class Kernel : IDisposable
{
    private readonly Dictionary<Type, Func<KernelCommand, KernelInvocationContext, Task>> handlers = [];
    private readonly List<KernelCommandPipelineMiddleware> middlewares = [];
    private readonly List<Action> disposals = [];

    protected Kernel(string name)
    {
        Name = name;
        KernelSpecifierDirective = new KernelSpecifierDirective("#!" + name, name);
    }

    public string Name { get; }

    public Kernel RootKernel => Parent?.RootKernel ?? this;

    public KernelInfo KernelInfo { get; } = new();

    public virtual KernelSpecifierDirective KernelSpecifierDirective { get; }

    internal Kernel Parent { get; set; }

    /// <summary>As the platform: a name can be added once.</summary>
    public void AddDirective<TCommand>(KernelActionDirective directive, Func<TCommand, KernelInvocationContext, Task> handler)
        where TCommand : KernelCommand
    {
        if (KernelInfo.SupportedDirectives.Any(known => known.Name == directive.Name))
        {
            throw new ArgumentException($"The kernel has a directive {directive.Name} already.");
        }

        directive.KernelCommandType = typeof(TCommand);
        KernelInfo.SupportedDirectives.Add(directive);
        handlers[typeof(TCommand)] = (command, context) => handler((TCommand)command, context);
    }

    public void AddMiddleware(KernelCommandPipelineMiddleware middleware, string caller = null) => middlewares.Add(middleware);

    public void RegisterForDisposal(Action dispose) => disposals.Add(dispose);

    public async Task<KernelCommandResult> SendAsync(KernelCommand command, CancellationToken cancellationToken = default)
    {
        var outer = KernelInvocationContext.Current;
        command.Parent ??= outer?.Command;
        var context = new KernelInvocationContext(command, cancellationToken);
        KernelInvocationContext.Current = context;
        try
        {
            await RunAsync(command, context, 0);
        }
        catch (Exception failure)
        {
            context.Fail(command, failure);
        }
        finally
        {
            KernelInvocationContext.Current = outer;
        }

        return new KernelCommandResult(context.Events);
    }

    public void Dispose()
    {
        foreach (var dispose in disposals)
        {
            dispose();
        }
    }

    internal virtual Task HandleAsync(KernelCommand command, KernelInvocationContext context)
    {
        if (handlers.TryGetValue(command.GetType(), out var handler))
        {
            return handler(command, context);
        }

        var contract = typeof(IKernelCommandHandler<>).MakeGenericType(command.GetType());
        return contract.IsInstanceOfType(this)
            ? (Task)contract.GetMethod("HandleAsync").Invoke(this, [command, context])
            // What only marks a place in a cell, as a selector without lines below it.
            : Task.CompletedTask;
    }

    private Task RunAsync(KernelCommand command, KernelInvocationContext context, int at) => at == middlewares.Count
        ? HandleAsync(command, context)
        : middlewares[at](command, context, (next, nextContext) => RunAsync(next, nextContext, at + 1));
}

public static class KernelExtensions
{
    public static Kernel FindKernelByName(this Kernel kernel, string name) =>
        kernel is CompositeKernel composite ? composite.Children.FirstOrDefault(child => child.Name == name) : null;

    public static T UseValueSharing<T>(this T kernel)
        where T : Kernel => kernel;

    public static TKernel UseWho<TKernel>(this TKernel kernel)
        where TKernel : Kernel => kernel;
}

/// <summary>A notebook's root: it hands a command to the kernel that is its target.</summary>
public sealed class CompositeKernel(string name = null) : Kernel(name ?? ".NET")
{
    private readonly List<Kernel> children = [];
    private readonly Dictionary<Type, Func<ConnectKernelCommand, KernelInvocationContext, Task>> connects = [];

    public IReadOnlyList<Kernel> Children => children;

    public void Add(Kernel kernel, IEnumerable<string> aliases = null)
    {
        kernel.Parent = this;
        children.Add(kernel);
        KernelInfo.SupportedDirectives.Add(kernel.KernelSpecifierDirective);
        RegisterForDisposal(kernel.Dispose);
    }

    public void AddConnectDirective<T>(ConnectKernelDirective<T> connectDirective)
        where T : ConnectKernelCommand => connects[typeof(T)] = async (command, context) =>
        {
            foreach (var kernel in await connectDirective.ConnectKernelsAsync((T)command, context))
            {
                Add(kernel);
            }
        };

    internal override async Task HandleAsync(KernelCommand command, KernelInvocationContext context)
    {
        if (command is ConnectKernelCommand connect)
        {
            await connects[command.GetType()](connect, context);
        }
        else if (command.TargetKernelName is { } target)
        {
            var result = await this.FindKernelByName(target).SendAsync(command, context.CancellationToken);
            foreach (var published in result.Events)
            {
                context.Publish(published);
            }
        }
        else
        {
            await base.HandleAsync(command, context);
        }
    }
}
