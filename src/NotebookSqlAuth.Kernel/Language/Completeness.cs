namespace NotebookSqlAuth.Kernel.Language;

/// <summary>Whether a text is a whole cell.</summary>
/// <param name="Status">Which.</param>
/// <param name="Indent">What the next line starts with, where it is incomplete.</param>
internal sealed record Completeness(CompletenessStatus Status, string Indent)
{
    /// <summary>It can be run.</summary>
    public static Completeness Complete { get; } = new(CompletenessStatus.Complete, "");

    /// <summary>Whatever comes, it cannot be run.</summary>
    public static Completeness Invalid { get; } = new(CompletenessStatus.Invalid, "");

    /// <summary>More is to come.</summary>
    public static Completeness Incomplete(string indent) => new(CompletenessStatus.Incomplete, indent);
}

/// <summary>The answers to that.</summary>
internal enum CompletenessStatus
{
    /// <summary>It can be run.</summary>
    Complete,

    /// <summary>More is to come.</summary>
    Incomplete,

    /// <summary>Whatever comes, it cannot be run.</summary>
    Invalid,
}
