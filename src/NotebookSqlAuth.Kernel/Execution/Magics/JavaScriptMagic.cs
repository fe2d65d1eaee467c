using NotebookSqlAuth.Kernel.Execution.Values;

namespace NotebookSqlAuth.Kernel.Execution.Magics;

/// <summary>Has the page run a script.</summary>
internal sealed class JavaScriptMagic(string name)
    : KernelMagic(name, "Has the page run the JavaScript below it. A saved page does not.", "JavaScript", "JavaScript")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => [$"{Name}\nelement.textContent = \"Hello\";"];

    /// <inheritdoc/>
    protected override Task RunAsync(string body, CellContext cell)
    {
        cell.Show(ValueForms.OfJavaScript(body));
        return Task.CompletedTask;
    }
}
