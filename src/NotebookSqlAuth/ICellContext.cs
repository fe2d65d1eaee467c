namespace NotebookSqlAuth;

/// <summary>The port: all that a magic may ask of the cell it runs in. A new host is one implementation of it.</summary>
public interface ICellContext
{
    /// <summary>Fires when the user stops the cell.</summary>
    CancellationToken Cancellation { get; }

    /// <summary>The language of the notebook's own cells, for people: whose variables a magic reads and sets.</summary>
    string Language => "C#";

    /// <summary>Shows an output below the cell, and hands back what updates it in place. Thread-safe.</summary>
    ICellDisplay Show(CellOutput output);

    /// <summary>Reads a live variable of the notebook; null when the notebook has none of that name.</summary>
    Task<CellVariable?> FindVariableAsync(string name, CancellationToken cancellationToken);

    /// <summary>Sets a variable of the notebook, in C# typed as <paramref name="value"/>'s own type, for the cells that follow.</summary>
    /// <param name="name">A valid C# identifier; the caller has checked it.</param>
    /// <param name="value">The live object, handed over by reference.</param>
    /// <param name="cancellationToken">Stops waiting for the host.</param>
    Task SetVariableAsync(string name, object value, CancellationToken cancellationToken);
}

/// <summary>One output on the page, which can be replaced where it stands.</summary>
public interface ICellDisplay
{
    /// <summary>Replaces the output. Thread-safe; without effect once the cell has ended, where the host cannot.</summary>
    void Update(CellOutput output);
}

/// <summary>An output in both of its forms; a host shows the one it can.</summary>
/// <param name="Html">Markup built through an encoder.</param>
/// <param name="PlainText">The same for a terminal.</param>
public sealed record CellOutput(string Html, string PlainText);

/// <summary>A variable of the notebook.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value now, the live object; null where the variable holds null.</param>
public sealed record CellVariable(string Name, object? Value);
