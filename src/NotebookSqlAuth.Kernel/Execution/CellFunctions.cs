using System.Diagnostics.CodeAnalysis;

namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>What every C# cell can call by its bare name, beside what <see cref="Microsoft.DotNet.Interactive.Kernel"/> offers.</summary>
[SuppressMessage("Maintainability", "CA1515:Consider making public types internal", Justification = "Cells compile against it.")]
public static class CellFunctions
{
    /// <summary>Takes away what the cell has shown so far. Polyglot Notebooks have nothing like it.</summary>
    /// <param name="wait">Only once the next output comes, so that the page does not flicker.</param>
    /// <exception cref="InvalidOperationException">No cell started the code that calls it.</exception>
    public static void ClearOutput(bool wait = false) => CellScope.Required.Outputs.ClearOutput(wait);
}
