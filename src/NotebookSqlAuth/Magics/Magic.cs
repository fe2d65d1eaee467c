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

    /// <summary>The body's language as VS Code names it, for its colours.</summary>
    public virtual string BodyLanguage => "T-SQL";

    /// <summary>An example or two for the help text, each a whole cell.</summary>
    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>Does the work.</summary>
    /// <exception cref="Errors.UserError">What the user can do something about.</exception>
    /// <exception cref="OperationCanceledException">The user stopped the cell.</exception>
    protected internal abstract Task RunAsync(MagicCall call, NotebookSession session, ICellContext cell);
}
