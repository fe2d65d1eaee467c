using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Connection;

namespace Microsoft.DotNet.Interactive;

public sealed class CompositeKernel : Kernel
{
    public CompositeKernel(string name = null)
        : base(name) => throw Contract.Only;

    public void Add(Kernel kernel, IEnumerable<string> aliases = null) => throw Contract.Only;

    public void AddConnectDirective<T>(ConnectKernelDirective<T> connectDirective)
        where T : ConnectKernelCommand => throw Contract.Only;
}
