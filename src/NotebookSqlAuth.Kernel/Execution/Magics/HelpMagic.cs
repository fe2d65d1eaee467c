using NotebookSqlAuth.Display;

namespace NotebookSqlAuth.Kernel.Execution.Magics;

/// <summary>Lists the magics.</summary>
internal sealed class HelpMagic(string name) : KernelMagic(name, "Lists all magics. Each of them takes `--help`.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => [Name, "#!sql-query --help"];

    /// <inheritdoc/>
    protected override Task RunAsync(string body, CellContext cell)
    {
        var rows = KernelMagics.All.Select(magic => (string[])[magic.Name, magic.Description.Replace("`", "", StringComparison.Ordinal)]).ToList();
        cell.Show(TextTable.Of($"{rows.Count} magics; each takes `--help`", ["magic", "what it does"], rows, whole: true));
        return Task.CompletedTask;
    }
}
