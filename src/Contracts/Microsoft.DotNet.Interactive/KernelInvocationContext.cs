using System.Collections.Concurrent;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;

namespace Microsoft.DotNet.Interactive;

public class KernelInvocationContext : IDisposable
{
    private KernelInvocationContext() => throw Contract.Only;

    public static KernelInvocationContext Current => throw Contract.Only;

    public KernelCommandResult Result => throw Contract.Only;

    public KernelCommand Command => throw Contract.Only;

    public CancellationToken CancellationToken => throw Contract.Only;

    public void Publish(KernelEvent @event) => throw Contract.Only;

    public void Fail(KernelCommand command, Exception exception = null, string message = null) => throw Contract.Only;

    public static KernelInvocationContext GetOrCreateAmbientContext(
        KernelCommand command, ConcurrentDictionary<string, KernelInvocationContext> contextsByRootToken = null) => throw Contract.Only;

    public void Dispose() => throw Contract.Only;
}
