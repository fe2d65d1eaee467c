using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Html;

namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>What every C# cell can call by its bare name. Names and shapes are .NET Interactive's, so that one notebook runs in both.</summary>
[SuppressMessage("Maintainability", "CA1515:Consider making public types internal", Justification = "Cells compile against it.")]
public static class CellFunctions
{
    /// <summary>Shows a value below the cell now. Thread-safe.</summary>
    /// <returns>What replaces the value where it stands.</returns>
    public static DisplayedValue display(object? value)
    {
        var outputs = CellScope.Current?.Outputs
            ?? throw new InvalidOperationException("display was called by code that no cell started.");
        var id = Guid.NewGuid().ToString("N");
        outputs.Display(id, DisplayForms.Of(value));
        return new DisplayedValue(outputs, id);
    }

    /// <summary>Marks text as markup, to be shown as such.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);
}

/// <summary>A value on the page, which can be replaced. Thread-safe.</summary>
[SuppressMessage("Maintainability", "CA1515:Consider making public types internal", Justification = "Cells compile against it.")]
public sealed class DisplayedValue
{
    private readonly ICellOutputs _outputs;
    private readonly string _id;

    internal DisplayedValue(ICellOutputs outputs, string id)
    {
        _outputs = outputs;
        _id = id;
    }

    /// <summary>Shows another value in its place.</summary>
    public void Update(object? updatedValue) => _outputs.UpdateDisplay(_id, DisplayForms.Of(updatedValue));
}
