using NotebookSqlAuth.Kernel.Execution.Packages;

namespace NotebookSqlAuth.Kernel.Language;

/// <summary>A stretch of a cell's C#, in text whose positions are those of the cell.</summary>
/// <param name="Earlier">The cell's C# above it, which runs as submissions of its own; the nearest <see cref="MaxEarlier"/>.</param>
/// <param name="Code">The stretch; all before it is blank.</param>
internal sealed record CSharpPlace(IReadOnlyList<string> Earlier, string Code)
{
    /// <summary>Each is compiled by itself; nobody puts more magics between the lines of one cell.</summary>
    private const int MaxEarlier = 16;

    /// <summary>Whether it nests deeper than anybody can be told about.</summary>
    public bool IsTooDeep => CSharpNesting.IsTooDeep(Code) || Earlier.Any(CSharpNesting.IsTooDeep);

    /// <summary>The place of a region.</summary>
    public static CSharpPlace Of(string source, IReadOnlyList<CellRegion> regions, CellRegion region) => new(
        [
            .. regions
                .Where(other => other.Word is null && other.End <= region.Start && !string.IsNullOrWhiteSpace(source[other.Start..other.End]))
                .TakeLast(MaxEarlier)
                .Select(other => WithoutPackages(other.TextOf(source))),
        ],
        Blank(source[..region.Start]) + WithoutPackages(region.TextOf(source)));

    // Packages are the notebook's affair; Roslyn knows no such reference and would say so.
    private static string WithoutPackages(string code) =>
        !code.Contains("nuget:", StringComparison.OrdinalIgnoreCase) ? code
        : string.Concat(CellRegion.Lines(code).Select(line => PackageDirective.IsOne(line) ? Blank(line) : line));

    private static string Blank(string text) => string.Create(text.Length, text, (blank, original) =>
    {
        for (var at = 0; at < blank.Length; at++)
        {
            blank[at] = original[at] is '\r' or '\n' ? original[at] : ' ';
        }
    });
}
