namespace NotebookSqlAuth.Kernel.Execution.Magics;

/// <summary>Leads back from a magic's body to C#, which goes on below any magic that takes no body.</summary>
internal sealed class CSharpMagic(string name) : KernelMagic(name, "What follows is C#, as it is at a cell's beginning.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => [$"#!markdown\n## Totals\n{Name}\n1 + 1"];

    /// <inheritdoc/>
    protected override Task RunAsync(string body, CellContext cell) => Task.CompletedTask;
}
