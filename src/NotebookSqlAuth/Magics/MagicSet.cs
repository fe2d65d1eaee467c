namespace NotebookSqlAuth.Magics;

/// <summary>All magics, and the one way to run one.</summary>
public static class MagicSet
{
    /// <summary>Every magic of the product, in the order help lists them.</summary>
    public static IReadOnlyList<Magic> All { get; } = [];

    /// <summary>Finds a magic by its word, e.g. <c>#!aad-login</c>; null where there is none.</summary>
    public static Magic? Find(string name) => All.FirstOrDefault(magic => magic.Name.Equals(name, StringComparison.Ordinal));

    /// <summary>Runs a magic: answers <c>--help</c>, checks the options, and shows an error card for what goes wrong.</summary>
    /// <exception cref="Errors.UserError">Thrown on after its card was shown, so that the host marks the cell as failed.</exception>
    /// <exception cref="OperationCanceledException">The user stopped the cell.</exception>
    public static Task RunAsync(Magic magic, MagicCall call, NotebookSession session, ICellContext cell) =>
        magic.RunAsync(call, session, cell);
}
