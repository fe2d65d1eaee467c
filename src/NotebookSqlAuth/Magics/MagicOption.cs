namespace NotebookSqlAuth.Magics;

/// <summary>An option of a magic.</summary>
/// <param name="Name">With its dashes, e.g. <c>--tenant</c>.</param>
/// <param name="Description">One sentence.</param>
public sealed record MagicOption(string Name, string Description)
{
    /// <summary>What stands for the value in help, e.g. <c>NAME</c>; null for a flag, which takes none.</summary>
    public string? ValueName { get; init; }

    /// <summary>Whether the magic refuses to run without it.</summary>
    public bool Required { get; init; }
}
