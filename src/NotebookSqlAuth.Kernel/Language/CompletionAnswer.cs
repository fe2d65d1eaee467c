namespace NotebookSqlAuth.Kernel.Language;

/// <summary>What could stand at a place.</summary>
/// <param name="Start">Where the text that a completion replaces starts.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Items">The best first.</param>
internal sealed record CompletionAnswer(int Start, int End, IReadOnlyList<CompletionItem> Items)
{
    /// <summary>Nothing could.</summary>
    public static CompletionAnswer NothingAt(int cursor) => new(cursor, cursor, []);
}

/// <summary>One completion.</summary>
/// <param name="Text">What is put in.</param>
/// <param name="Kind">The icon's name in JupyterLab: <c>function</c>, <c>property</c>, <c>class</c>, <c>keyword</c>, <c>table</c>, <c>column</c>, <c>magic</c>, <c>option</c>…</param>
/// <param name="Description">One line beside it; null for none.</param>
internal sealed record CompletionItem(string Text, string Kind, string? Description);
