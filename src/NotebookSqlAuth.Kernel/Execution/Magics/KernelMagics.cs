using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Kernel.Execution.Magics;

/// <summary>All that a cell of this kernel can start with <c>#!</c>: the product's magics, and those that Polyglot Notebooks have themselves.</summary>
internal static class KernelMagics
{
    /// <summary>They, in the order help lists them.</summary>
    public static IReadOnlyList<Magic> All { get; } =
    [
        .. MagicSet.All,
        new CSharpMagic("#!csharp"), new CSharpMagic("#!c#"), new HtmlMagic(), new MarkdownMagic(),
        new JavaScriptMagic("#!javascript"), new JavaScriptMagic("#!js"), new TimeMagic(),
        new WhoMagic(), new WhosMagic(), new HelpMagic("#!lsmagic"), new HelpMagic("#!help"),
    ];

    /// <summary>Finds one by its word; null where there is none.</summary>
    public static Magic? Find(string name) => All.FirstOrDefault(magic => magic.Name.Equals(name, StringComparison.Ordinal));
}
