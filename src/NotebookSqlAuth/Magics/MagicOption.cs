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

    /// <summary>What a value of it names, for completion.</summary>
    public MagicValueKind Value { get; init; }
}

/// <summary>What the value of an option names.</summary>
public enum MagicValueKind
{
    /// <summary>Something of the user's own, or nothing at all where the option is a flag.</summary>
    Free,

    /// <summary>An open connection.</summary>
    Connection,

    /// <summary>A signed-in account.</summary>
    Account,

    /// <summary>One of Azure's clouds.</summary>
    Cloud,

    /// <summary>A variable that holds a DataFrame.</summary>
    Frame,

    /// <summary>An open Spark session, or a variable that holds one.</summary>
    SparkSession,
}
