using Microsoft.DotNet.Interactive;

namespace NotebookSqlAuth.Interactive;

/// <summary>The port on .NET Interactive: one running cell.</summary>
internal sealed class InteractiveCell : ICellContext
{
    private readonly CSharpVariables csharp;
    private readonly BodyValues? values;
    private readonly KernelInvocationContext context;

    /// <summary>A cell.</summary>
    /// <param name="csharp">The notebook's C#.</param>
    /// <param name="values">What the platform's own commands share with the magic's kernel; null where it has none.</param>
    /// <param name="context">The platform's.</param>
    public InteractiveCell(CSharpVariables csharp, BodyValues? values, KernelInvocationContext context)
    {
        this.csharp = csharp;
        this.values = values;
        this.context = context;
        // Taken once: the platform disposes the source behind it when the cell ends, while a display may still be updated.
        Cancellation = context.CancellationToken;
    }

    public CancellationToken Cancellation { get; }

    public ICellDisplay Show(CellOutput output) => InteractiveDisplay.Show(context, output);

    public async Task<CellVariable?> FindVariableAsync(string name, CancellationToken cancellationToken) =>
        values?.FindSent(name) ?? await csharp.FindAsync(name);

    public async Task SetVariableAsync(string name, object value, CancellationToken cancellationToken)
    {
        await csharp.SetAsync(name, value, cancellationToken);
        values?.Share(name);
    }
}
