using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookSqlAuth.Interactive;

/// <summary>An output below a cell. The platform drops updates that come after the cell has ended.</summary>
internal sealed class InteractiveDisplay : ICellDisplay
{
    private readonly KernelInvocationContext context;
    private readonly string valueId = Guid.NewGuid().ToString("N");

    private InteractiveDisplay(KernelInvocationContext context) => this.context = context;

    public static InteractiveDisplay Show(KernelInvocationContext context, CellOutput output)
    {
        var display = new InteractiveDisplay(context);
        display.Publish(new DisplayedValueProduced(output, context.Command, Formats(output), display.valueId));
        return display;
    }

    public void Update(CellOutput output) =>
        Publish(new DisplayedValueUpdated(output, valueId, context.Command, Formats(output)));

    private static FormattedValue[] Formats(CellOutput output) =>
        [new("text/html", output.Html), new("text/plain", output.PlainText)];

    private void Publish(KernelEvent displayed)
    {
        // The platform's stream of events takes one event at a time; updates come from any thread.
        lock (context)
        {
            context.Publish(displayed);
        }
    }
}
