using NotebookSqlAuth.Kernel.Execution.Values;

namespace NotebookSqlAuth.Kernel.Execution.Magics;

/// <summary>Lists the variables.</summary>
internal sealed class WhoMagic() : KernelMagic("#!who", "Lists the names of the C# variables.")
{
    /// <summary>What stands in place of an empty list.</summary>
    internal const string NoVariables = "There are no variables yet.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["#!who"];

    /// <inheritdoc/>
    protected override async Task RunAsync(string body, CellContext cell)
    {
        var names = (await cell.CSharp.StateAsync()).Variables.Select(variable => variable.Name).Order(StringComparer.Ordinal).ToList();
        cell.Show(new DisplayBundle(names.Count == 0 ? NoVariables : string.Join('\n', names), null));
    }
}
