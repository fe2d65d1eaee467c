using System.Diagnostics.CodeAnalysis;
using NotebookSqlAuth.Kernel.Execution;
using NotebookSqlAuth.Kernel.Execution.Values;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>A value on the page, which can be replaced. Thread-safe.</summary>
[SuppressMessage("Maintainability", "CA1515:Consider making public types internal", Justification = "Cells compile against it.")]
public sealed class DisplayedValue
{
    private readonly ICellOutputs _outputs;
    private readonly IReadOnlyCollection<string> _mediaTypes;

    internal DisplayedValue(ICellOutputs outputs, IReadOnlyCollection<string> mediaTypes) => (_outputs, _mediaTypes) = (outputs, mediaTypes);

    /// <summary>What it goes by on the page.</summary>
    public string DisplayId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Shows another value in its place, in the same forms.</summary>
    public void Update(object? updatedValue) => _outputs.UpdateDisplay(DisplayId, ValueForms.Of(updatedValue, _mediaTypes));
}
