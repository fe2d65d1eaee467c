using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;

namespace Microsoft.DotNet.Interactive;

public abstract class Kernel : IDisposable
{
    protected Kernel(string name) => throw Contract.Only;

    public Kernel RootKernel => throw Contract.Only;

    public KernelInfo KernelInfo => throw Contract.Only;

    public virtual KernelSpecifierDirective KernelSpecifierDirective => throw Contract.Only;

    public void AddDirective<TCommand>(KernelActionDirective directive, Func<TCommand, KernelInvocationContext, Task> handler)
        where TCommand : KernelCommand => throw Contract.Only;

    public void AddMiddleware(KernelCommandPipelineMiddleware middleware, string caller = null) => throw Contract.Only;

    public void RegisterForDisposal(Action dispose) => throw Contract.Only;

    public Task<KernelCommandResult> SendAsync(KernelCommand command, CancellationToken cancellationToken = default) => throw Contract.Only;

    public void Dispose() => throw Contract.Only;
}

public static class KernelExtensions
{
    public static Kernel FindKernelByName(this Kernel kernel, string name) => throw Contract.Only;

    public static T UseValueSharing<T>(this T kernel)
        where T : Kernel => throw Contract.Only;

    public static TKernel UseWho<TKernel>(this TKernel kernel)
        where TKernel : Kernel => throw Contract.Only;
}
