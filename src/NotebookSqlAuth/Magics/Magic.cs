namespace NotebookSqlAuth.Magics;

/// <summary>One magic: its name, its options, its help, and what it does.</summary>
/// <remarks>A magic keeps no state of its own (that is the session's), so one instance serves every cell and thread.</remarks>
public abstract class Magic
{
    /// <summary>The word that starts it, e.g. <c>#!aad-login</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, one sentence, for help and completion.</summary>
    public abstract string Description { get; }

    /// <summary>Its options in the order help shows them. <c>--help</c> is understood by every magic and not listed.</summary>
    public abstract IReadOnlyList<MagicOption> Options { get; }

    /// <summary>What the lines below the magic are (<c>SQL</c>), or null where it takes none.</summary>
    public virtual string? BodyName => null;

    /// <summary>An example or two for the help text, each a whole cell.</summary>
    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>Does the work.</summary>
    /// <exception cref="Errors.UserError">What the user can do something about.</exception>
    /// <exception cref="OperationCanceledException">The user stopped the cell.</exception>
    protected internal abstract Task RunAsync(MagicCall call, NotebookSession session, ICellContext cell);
}

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

/// <summary>A magic with the words it was called with.</summary>
/// <param name="Arguments">Option name with its dashes to value; a flag that was given has the value <c>true</c>.</param>
/// <param name="Body">The lines below the magic; empty where there were none.</param>
public sealed record MagicCall(IReadOnlyDictionary<string, string> Arguments, string Body)
{
    /// <summary>Reads the words after a magic's name: <c>--option value</c>, <c>--flag</c>, values in double quotes where they hold spaces.</summary>
    /// <exception cref="Errors.UserError">An unknown option, a missing value, a word too many; says which are known.</exception>
    public static MagicCall Parse(Magic magic, string words, string body) => throw new NotImplementedException();

    /// <summary>An option's value, or null where it was not given.</summary>
    public string? this[string option] => Arguments.GetValueOrDefault(option);

    /// <summary>Whether a flag was given.</summary>
    public bool Has(string flag) => Arguments.ContainsKey(flag);
}
