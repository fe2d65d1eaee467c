using NotebookSqlAuth.Kernel.Execution.Values;

namespace NotebookSqlAuth.Kernel.Execution.Magics;

/// <summary>Shows prose.</summary>
internal sealed class MarkdownMagic() : KernelMagic("#!markdown", "Shows the markdown below it.", "markdown", "Markdown")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["#!markdown\n## Totals by *month*"];

    /// <inheritdoc/>
    // Left to the front end to render, which has its own look for prose, and formulas.
    protected override Task RunAsync(string body, CellContext cell)
    {
        cell.Show(ValueForms.Of(body, ["text/markdown"]));
        return Task.CompletedTask;
    }
}
