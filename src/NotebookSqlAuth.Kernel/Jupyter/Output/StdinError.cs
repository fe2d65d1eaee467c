using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Kernel.Jupyter.Output;

/// <summary>Why nobody can be asked for a line.</summary>
internal static class StdinError
{
    public static UserError NotAllowed() => new(
        ErrorCodes.NobodyToAsk,
        "This cell asks for a line, and the program that runs it takes no questions.",
        "It sent the cell with allow_stdin off.",
        "Run the cell in Jupyter, or give the value by an environment variable: Environment.GetEnvironmentVariable(\"NAME\").");

    public static UserError CellHasEnded() => new(
        ErrorCodes.NobodyToAsk,
        "A thread asks for a line, and the cell that started it has ended.",
        "Front ends ask for a cell that runs.",
        "Ask in the cell itself, or let it wait for its threads: await Task.Run(...).");
}
