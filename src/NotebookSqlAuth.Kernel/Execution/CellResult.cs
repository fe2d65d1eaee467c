namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>How a cell ended.</summary>
/// <param name="Status">Which way.</param>
/// <param name="Error">What went wrong, where the cell failed; else null.</param>
internal sealed record CellResult(CellStatus Status, CellError? Error)
{
    /// <summary>It ran to its end.</summary>
    public static CellResult Succeeded { get; } = new(CellStatus.Succeeded, null);

    /// <summary>The user stopped it.</summary>
    public static CellResult Cancelled { get; } = Stopped("The cell was stopped.");

    /// <summary>The user stopped it, and should know more than that.</summary>
    /// <param name="how">What to know, in sentences.</param>
    public static CellResult Stopped(string how) => new(CellStatus.Cancelled, new CellError("Cancelled", how, [how]));

    /// <summary>It failed.</summary>
    public static CellResult Failed(CellError error) => new(CellStatus.Failed, error);
}

/// <summary>The ways a cell can end.</summary>
internal enum CellStatus
{
    /// <summary>It ran to its end.</summary>
    Succeeded,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>The user stopped it.</summary>
    Cancelled,
}

/// <summary>A cell's error, as notebooks record one.</summary>
/// <param name="Name">A code of ours or an exception type's name.</param>
/// <param name="Message">One sentence or more.</param>
/// <param name="Traceback">All that is to be shown, line by line.</param>
internal sealed record CellError(string Name, string Message, IReadOnlyList<string> Traceback)
{
    // What UserError's codes start with.
    private const string CodePrefix = "NSA";

    /// <summary>Whether an error of this name is one of ours: then a card in the cell's outputs has said it already.</summary>
    public static bool HasCard(string name) => name.StartsWith(CodePrefix, StringComparison.Ordinal);
}
