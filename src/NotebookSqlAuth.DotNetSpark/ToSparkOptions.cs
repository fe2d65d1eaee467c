namespace NotebookSqlAuth.DotNetSpark;

/// <summary>How a frame is handed to Spark. Immutable.</summary>
public sealed record ToSparkOptions
{
    /// <summary>Whether a datetimeoffset's offset goes into a column of its own; else only the instant is kept, and a notice says so.</summary>
    public bool KeepOffset { get; init; }

    /// <summary>Gets a line for each thing the user should know: values changed by a documented rule, a slower way taken. Null writes them to the console, which a notebook shows below the cell.</summary>
    public Action<string>? Notice { get; init; }
}
