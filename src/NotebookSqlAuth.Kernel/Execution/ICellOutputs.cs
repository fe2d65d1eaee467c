namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>Where a running cell's outputs go: a file and a terminal, or a front end. Implementations are thread-safe.</summary>
internal interface ICellOutputs
{
    /// <summary>The notebook of another language that the cell is part of; null where the notebook is this kernel's own.</summary>
    IHostNotebook? Host => null;

    /// <summary>Text that the cell wrote to its console.</summary>
    void Write(StreamName stream, string text);

    /// <summary>Something shown; <paramref name="displayId"/> names it for later updates.</summary>
    void Display(string displayId, DisplayBundle bundle);

    /// <summary>Replaces what was shown under <paramref name="displayId"/>.</summary>
    void UpdateDisplay(string displayId, DisplayBundle bundle);

    /// <summary>The value of the cell's last expression.</summary>
    void Result(DisplayBundle bundle);

    /// <summary>Takes away what the cell has shown so far.</summary>
    /// <param name="wait">Only once the next output comes, so that the page does not flicker.</param>
    void ClearOutput(bool wait);

    /// <summary>Asks the user for a line.</summary>
    /// <param name="prompt">What is asked.</param>
    /// <param name="password">Whether the page hides what is typed.</param>
    /// <param name="cancellationToken">Takes the question back.</param>
    /// <returns>The line, without its end.</returns>
    /// <exception cref="Errors.UserError">Nobody can answer here.</exception>
    Task<string> AskAsync(string prompt, bool password, CancellationToken cancellationToken);
}

/// <summary>The two streams of a console.</summary>
internal enum StreamName
{
    /// <summary>Standard output.</summary>
    Stdout,

    /// <summary>Standard error.</summary>
    Stderr,
}

/// <summary>An output in its forms.</summary>
/// <param name="PlainText">Always there.</param>
/// <param name="Html">Null where plain text says all.</param>
internal sealed record DisplayBundle(string PlainText, string? Html)
{
    /// <summary>Further forms by their media type, as a notebook file holds them: text, base64 for images, JSON for <c>application/json</c>.</summary>
    public IReadOnlyDictionary<string, string> Others { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
