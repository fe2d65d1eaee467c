namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>The port that magics see, on this kernel.</summary>
internal sealed class CellContext(CSharpCells csharp, ICellOutputs outputs, CancellationToken cancellation) : ICellContext
{
    /// <inheritdoc/>
    public CancellationToken Cancellation => cancellation;

    /// <inheritdoc/>
    public string Language => outputs.Host?.Language ?? "C#";

    /// <inheritdoc/>
    public ICellDisplay Show(CellOutput output)
    {
        var display = new CellDisplay(outputs, Guid.NewGuid().ToString("N"));
        outputs.Display(display.Id, DisplayForms.Of(output));
        return display;
    }

    /// <inheritdoc/>
    public async Task<CellVariable?> FindVariableAsync(string name, CancellationToken cancellationToken) =>
        outputs.Host is { } host && await host.FindVariableAsync(name, cancellationToken) is { } theirs
            ? theirs
            : await csharp.FindVariableAsync(name).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task SetVariableAsync(string name, object value, CancellationToken cancellationToken)
    {
        if (outputs.Host is not { } host || !await host.SetVariableAsync(name, value, cancellationToken))
        {
            await csharp.SetVariableAsync(name, value, cancellationToken);
        }
    }

    private sealed record CellDisplay(ICellOutputs Outputs, string Id) : ICellDisplay
    {
        public void Update(CellOutput output) => Outputs.UpdateDisplay(Id, DisplayForms.Of(output));
    }
}
