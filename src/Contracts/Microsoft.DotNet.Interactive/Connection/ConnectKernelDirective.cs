using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;

namespace Microsoft.DotNet.Interactive.Connection;

public abstract class ConnectKernelDirective<TCommand> : KernelActionDirective
    where TCommand : ConnectKernelCommand
{
    protected ConnectKernelDirective(string name, string description)
        : base(name) => throw Contract.Only;

    public abstract Task<IEnumerable<Kernel>> ConnectKernelsAsync(TCommand connectCommand, KernelInvocationContext context);
}
