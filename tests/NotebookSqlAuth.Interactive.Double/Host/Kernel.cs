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

public class KernelCommandResult(KernelCommand command, IReadOnlyList<KernelEvent> heard)
{
    /// <summary>As the platform: those of the command itself, and of none of its parts.</summary>
    public IReadOnlyList<KernelEvent> Events { get; } = [.. heard.Where(published => published.Command == command)];

    /// <summary>What a front end heard since the whole command began.</summary>
    public IReadOnlyList<KernelEvent> Heard => heard;
}

public class KernelInfo
{
    public string LanguageName { get; set; }

    public string DisplayName { get; set; }

    public string Description { get; set; }

    public ICollection<KernelDirective> SupportedDirectives { get; } = new List<KernelDirective>();
}

/// <summary>A command while it is handled, with all that became of it: they share this one.</summary>
public sealed class KernelInvocationContext : IDisposable
{
    private static readonly AsyncLocal<KernelInvocationContext> CurrentContext = new();

    private readonly ConcurrentQueue<KernelEvent> events = new();
    private readonly CancellationTokenSource stop = new();

    internal KernelInvocationContext(KernelCommand command, CancellationToken cancellationToken)
    {
        Command = command;
        cancellationToken.Register(Cancel);
    }

    public static KernelInvocationContext Current
    {
        get => CurrentContext.Value;
        internal set => CurrentContext.Value = value;
    }

    public KernelCommand Command { get; }

    public CancellationToken CancellationToken => stop.Token;

    public bool IsComplete { get; private set; }

    public KernelCommandResult Result => ResultOf(Command);

    /// <summary>As the platform: the running one, or a new one where none is.</summary>
    public static KernelInvocationContext GetOrCreateAmbientContext(
        KernelCommand command, ConcurrentDictionary<string, KernelInvocationContext> contextsByRootToken = null) =>
        Current ??= new KernelInvocationContext(command, CancellationToken.None);

    public void Dispose()
    {
        Current = null;
        stop.Dispose();
    }

    /// <summary>As the platform: dropped once the command has ended.</summary>
    public void Publish(KernelEvent @event)
    {
        if (!IsComplete)
        {
            events.Enqueue(@event);
            Command.Heard?.Invoke(@event);
        }
    }

    /// <summary>As the platform: the failure of a part is shown below the cell, and does not end it.</summary>
    public void Fail(KernelCommand command, Exception exception = null, string message = null)
    {
        if (command != Command && message is not null)
        {
            Publish(new ErrorProduced(message, command));
        }

        Publish(new CommandFailed(command, message ?? exception?.ToString()));
        IsComplete |= command == Command;
        if (IsComplete)
        {
            stop.Cancel();
        }
    }

    /// <summary>What became of a command, or of a part of one.</summary>
    internal KernelCommandResult ResultOf(KernelCommand command) => new(command, [.. events]);

    // As the platform: what listens to the token is told first, then the command has ended.
    private void Cancel()
    {
        if (!IsComplete)
        {
            stop.Cancel();
            Fail(Command, message: "Command cancelled.");
        }
    }
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

    /// <summary>Lines that are no code and have no command class, by their word.</summary>
    internal Dictionary<string, Func<KernelInvocationContext, Task>> Directives { get; } = [];

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
        var context = outer ?? new KernelInvocationContext(command, cancellationToken);
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

        return context.ResultOf(command);
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

        if (command is DirectiveCommand && Directives.TryGetValue(command.ToString().Split(' ')[1], out var run))
        {
            return run(context);
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
        where TKernel : Kernel
    {
        kernel.Directives["#!who"] = _ => ListValuesAsync(kernel);
        return kernel;
    }

    /// <summary>As the platform: the names first, then each value by itself and in its JSON.</summary>
    private static async Task ListValuesAsync(Kernel kernel)
    {
        var names = (await kernel.SendAsync(new RequestValueInfos(kernel.Name))).Events.OfType<ValueInfosProduced>()
            .SelectMany(produced => produced.ValueInfos).Select(info => info.Name).ToList();
        foreach (var name in names)
        {
            await kernel.SendAsync(new RequestValue(name, targetKernelName: kernel.Name));
        }
    }
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
            await this.FindKernelByName(target).SendAsync(command);
        }
        else if (command is SubmitCode cell)
        {
            foreach (var part in cell.Parts)
            {
                part.Parent = cell;
                await SendAsync(part);
            }
        }
        else
        {
            await base.HandleAsync(command, context);
        }
    }
}
