using NotebookSqlAuth.Kernel.Execution.Values;

namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>The port that magics see, on this kernel.</summary>
internal sealed class CellContext(CSharpCells csharp, CellScope scope) : ICellContext
{
    /// <summary>The notebook's C#.</summary>
    public CSharpCells CSharp => csharp;

    /// <inheritdoc/>
    public CancellationToken Cancellation => scope.Cancellation;

    /// <inheritdoc/>
    public string Language => scope.Outputs.Host?.Language ?? "C#";

    /// <inheritdoc/>
    public ICellDisplay Show(CellOutput output) => Show(ValueForms.Of(output));

    /// <summary>Shows an output in whatever forms it has.</summary>
    public ICellDisplay Show(DisplayBundle bundle)
    {
        var display = new CellDisplay(scope.Outputs, Guid.NewGuid().ToString("N"));
        scope.Outputs.Display(display.Id, bundle);
        return display;
    }

    /// <summary>Has something done when the cell has ended, however it ends.</summary>
    public void AtEnd(Action action) => scope.AtEnd(action);

    /// <inheritdoc/>
    public async Task<CellVariable?> FindVariableAsync(string name, CancellationToken cancellationToken) =>
        scope.Outputs.Host is { } host && await host.FindVariableAsync(name, cancellationToken) is { } theirs
            ? theirs
            : await csharp.FindVariableAsync(name).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task SetVariableAsync(string name, object value, CancellationToken cancellationToken)
    {
        if (scope.Outputs.Host is not { } host || !await host.SetVariableAsync(name, value, cancellationToken))
        {
            await csharp.SetVariableAsync(name, value, cancellationToken);
        }
    }

    private sealed record CellDisplay(ICellOutputs Outputs, string Id) : ICellDisplay
    {
        public void Update(CellOutput output) => Outputs.UpdateDisplay(Id, ValueForms.Of(output));
    }
}
