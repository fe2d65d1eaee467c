namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>A notebook of another language whose <c>#!</c> cells this kernel runs. Its variables are those that its author means.</summary>
internal interface IHostNotebook
{
    /// <summary>That language's name, for people.</summary>
    string Language { get; }

    /// <summary>Reads a variable of the notebook as a .NET value; null where it has none of that name.</summary>
    /// <exception cref="Errors.UserError">It holds what a magic cannot take.</exception>
    Task<CellVariable?> FindVariableAsync(string name, CancellationToken cancellationToken);

    /// <summary>Sets a variable of the notebook to what corresponds to <paramref name="value"/> there.</summary>
    /// <returns>Whether the value lives there alone, so that no C# variable can hold it.</returns>
    /// <exception cref="Errors.UserError">The notebook cannot hold it.</exception>
    Task<bool> SetVariableAsync(string name, object value, CancellationToken cancellationToken);
}
