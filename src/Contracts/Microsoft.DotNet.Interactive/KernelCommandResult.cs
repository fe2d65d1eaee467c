using Microsoft.DotNet.Interactive.Events;

namespace Microsoft.DotNet.Interactive;

public class KernelCommandResult
{
    private KernelCommandResult() => throw Contract.Only;

    public IReadOnlyList<KernelEvent> Events => throw Contract.Only;
}
