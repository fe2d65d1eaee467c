using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Kernel.Execution.Magics;

/// <summary>A magic of this kernel alone: on Polyglot Notebooks the host has one of the same name and meaning.</summary>
/// <param name="name">The word that starts it.</param>
/// <param name="description">What it does, one sentence.</param>
/// <param name="bodyName">What the lines below it are; null where it takes none.</param>
/// <param name="bodyLanguage">That language, as VS Code names it.</param>
internal abstract class KernelMagic(string name, string description, string? bodyName = null, string bodyLanguage = "") : Magic
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string Description => description;

    /// <inheritdoc/>
    public override IReadOnlyList<MagicOption> Options => [];

    /// <inheritdoc/>
    public override string? BodyName => bodyName;

    /// <inheritdoc/>
    public override string BodyLanguage => bodyLanguage;

    /// <inheritdoc/>
    protected sealed override Task RunAsync(MagicCall call, NotebookSession session, ICellContext cell) =>
        RunAsync(call.Body, (CellContext)cell);

    /// <summary>Does the work.</summary>
    /// <param name="body">The lines below it.</param>
    /// <param name="cell">The cell, on this kernel.</param>
    protected abstract Task RunAsync(string body, CellContext cell);
}
