namespace NotebookSqlAuth.Frames;

/// <summary>What the server said of a column.</summary>
/// <param name="Name">The frame column's name: unique, never empty.</param>
/// <param name="SourceName">The name as the server gave it; may be empty or shared.</param>
/// <param name="TypeName">The SQL type's name, e.g. <c>decimal</c>.</param>
/// <param name="Length">Characters or bytes for sized types, -1 for max; else null.</param>
/// <param name="Precision">Digits of a decimal; else null.</param>
/// <param name="Scale">Digits after the point of a decimal, of a second for time types; else null.</param>
/// <param name="Nullable">Whether it may hold NULL.</param>
public sealed record SqlColumn(
    string Name, string SourceName, string TypeName, int? Length, byte? Precision, byte? Scale, bool Nullable);
