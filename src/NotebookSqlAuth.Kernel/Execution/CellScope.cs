namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>Says which cell the code that is running belongs to.</summary>
/// <remarks>It flows with the execution context, so what a background task writes goes to the cell that started it.</remarks>
internal static class CellScope
{
    private static readonly AsyncLocal<ICellOutputs?> Running = new();

    /// <summary>The outputs of the cell whose code is running here; null outside of any cell.</summary>
    public static ICellOutputs? Current => Running.Value;

    /// <summary>Makes <paramref name="outputs"/> current for the caller's own flow of execution.</summary>
    public static void Enter(ICellOutputs outputs) => Running.Value = outputs;
}
