using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>Where the code of a stopped cell ends. The compiler's cells call it; nobody else needs to.</summary>
[SuppressMessage("Maintainability", "CA1515:Consider making public types internal", Justification = "Cells compile against it.")]
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CellStop
{
    // Until a first cell is stopped, a check costs no more than this field. From then on it asks which cell it runs in, for
    // what a stopped cell has left to the thread pool may come by at any time.
    private static volatile bool s_anyStopped;

    /// <summary>Throws where the cell that runs here was stopped. Costs a nanosecond.</summary>
    /// <exception cref="OperationCanceledException">It was.</exception>
    [StackTraceHidden]
    public static void Check()
    {
        if (s_anyStopped)
        {
            CellScope.Current?.Cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Tells the checks that there is a cell to stop.</summary>
    internal static void Begin() => s_anyStopped = true;
}
