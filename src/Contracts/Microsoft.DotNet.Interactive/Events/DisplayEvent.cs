using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive.Events;

public abstract class DisplayEvent : KernelEvent
{
    private protected DisplayEvent() => throw Contract.Only;
}

public class DisplayedValueProduced : DisplayEvent
{
    public DisplayedValueProduced(
        object value,
        KernelCommand command,
        IReadOnlyCollection<FormattedValue> formattedValues = null,
        string valueId = null) => throw Contract.Only;
}

public class DisplayedValueUpdated : DisplayEvent
{
    public DisplayedValueUpdated(
        object value,
        string valueId,
        KernelCommand command,
        IReadOnlyCollection<FormattedValue> formattedValues = null) => throw Contract.Only;
}
