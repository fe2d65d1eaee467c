namespace NotebookSqlAuth.Language;

/// <summary>What could stand at a place in a text.</summary>
/// <param name="Start">Where the text that a suggestion replaces starts, in UTF-16 units.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Items">The best first.</param>
public sealed record Suggestions(int Start, int End, IReadOnlyList<Suggestion> Items)
{
    internal static Suggestions None(int cursor) => new(cursor, cursor, []);
}

/// <summary>One of them.</summary>
/// <param name="Text">What is put in.</param>
/// <param name="Kind">What it is, in one word: <c>magic</c>, <c>option</c>, <c>value</c>, <c>keyword</c>, <c>function</c>, <c>schema</c>, <c>table</c>, <c>view</c>, <c>column</c>, <c>variable</c>…</param>
/// <param name="Description">One line; null for none.</param>
public sealed record Suggestion(string Text, string Kind, string? Description);
