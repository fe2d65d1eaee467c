using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.ValueSharing;

namespace Microsoft.DotNet.Interactive.Events;

public abstract class KernelEvent
{
    private protected KernelEvent() => throw Contract.Only;
}

public class ValueProduced : KernelEvent
{
    public ValueProduced(object value, string name, FormattedValue formattedValue, RequestValue command) => throw Contract.Only;

    public object Value => throw Contract.Only;
}

public class ValueInfosProduced : KernelEvent
{
    public ValueInfosProduced(IReadOnlyCollection<KernelValueInfo> valueInfos, RequestValueInfos command) => throw Contract.Only;

    public IReadOnlyCollection<KernelValueInfo> ValueInfos => throw Contract.Only;
}

public abstract class KernelCommandCompletionEvent : KernelEvent
{
    private protected KernelCommandCompletionEvent() => throw Contract.Only;
}

public sealed class CommandFailed : KernelCommandCompletionEvent
{
    private CommandFailed() => throw Contract.Only;

    public string Message => throw Contract.Only;
}
