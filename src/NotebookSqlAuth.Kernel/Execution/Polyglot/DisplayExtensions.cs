using System.Diagnostics.CodeAnalysis;
using Microsoft.DotNet.Interactive.Formatting;
using NotebookSqlAuth.Kernel.Execution;
using NotebookSqlAuth.Kernel.Execution.Values;

// The namespace that these have in Polyglot Notebooks, and that every cell sees.
#pragma warning disable IDE0130
namespace System;
#pragma warning restore IDE0130

/// <summary>Shows values below the cell. Names and meaning are Polyglot Notebooks'.</summary>
[SuppressMessage("Maintainability", "CA1515:Consider making public types internal", Justification = "Cells compile against it.")]
public static class DisplayExtensions
{
    /// <summary>Shows the value now. Thread-safe.</summary>
    /// <param name="value">What to show.</param>
    /// <param name="mimeTypes">The forms wanted, such as <c>text/html</c>; without any, those that suit the value.</param>
    /// <returns>What replaces the value where it stands.</returns>
    /// <exception cref="InvalidOperationException">No cell started the code that calls it.</exception>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes)
    {
        var outputs = CellScope.Required.Outputs;
        var displayed = new DisplayedValue(outputs, mimeTypes);
        outputs.Display(displayed.DisplayId, ValueForms.Of(value, mimeTypes));
        return displayed;
    }

    /// <summary>Shows a text as what it is: <c>text/markdown</c>, <c>text/html</c>, <c>image/svg+xml</c>, <c>application/json</c>, …</summary>
    /// <inheritdoc cref="Display"/>
    public static DisplayedValue DisplayAs(this string value, string mimeType) => value.Display(mimeType);

    /// <summary>Shows a sequence as a table.</summary>
    /// <inheritdoc cref="Display"/>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T>? value, params string[] mimeTypes) => value.Display(mimeTypes);
}
