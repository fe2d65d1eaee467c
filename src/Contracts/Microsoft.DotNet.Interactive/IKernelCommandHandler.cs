using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive;

public interface IKernelCommandHandler<in TCommand>
    where TCommand : KernelCommand
{
    Task HandleAsync(TCommand command, KernelInvocationContext context);
}
