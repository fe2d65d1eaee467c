using NotebookSqlAuth.Kernel.Execution.Values;

namespace NotebookSqlAuth.Kernel.Execution.Magics;

/// <summary>Shows markup.</summary>
internal sealed class HtmlMagic() : KernelMagic("#!html", "Shows the HTML below it, as it is.", "HTML", "HTML")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["#!html\n<b>Done</b>"];

    /// <inheritdoc/>
    protected override Task RunAsync(string body, CellContext cell)
    {
        cell.Show(ValueForms.OfMarkup(body));
        return Task.CompletedTask;
    }
}
