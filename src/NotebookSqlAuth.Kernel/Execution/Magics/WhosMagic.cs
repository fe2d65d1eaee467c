using NotebookSqlAuth.Display;
using NotebookSqlAuth.Kernel.Execution.Values;

namespace NotebookSqlAuth.Kernel.Execution.Magics;

/// <summary>Lists the variables with what they hold.</summary>
internal sealed class WhosMagic() : KernelMagic("#!whos", "Lists the C# variables with their types and values.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["#!whos"];

    /// <inheritdoc/>
    protected override async Task RunAsync(string body, CellContext cell)
    {
        var rows = (await cell.CSharp.StateAsync()).Variables.OrderBy(variable => variable.Name, StringComparer.Ordinal)
            .Select(variable => (string[])[variable.Name, TypeNames.Of(variable.Type), PlainText.OfInner(variable.Value)]).ToList();
        if (rows.Count == 0)
        {
            cell.Show(new DisplayBundle(WhoMagic.NoVariables, null));
            return;
        }

        var caption = rows.Count == 1 ? "1 variable" : $"{rows.Count} variables";
        cell.Show(TextTable.Of(caption, ["name", "type", "value"], rows));
    }
}
