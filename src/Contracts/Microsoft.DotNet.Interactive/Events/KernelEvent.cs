namespace Microsoft.DotNet.Interactive.Events;

public abstract class KernelEvent
{
    private protected KernelEvent() => throw Contract.Only;
}

public class ValueProduced : KernelEvent
{
    private ValueProduced() => throw Contract.Only;

    public object Value => throw Contract.Only;
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
