using System.CommandLine;
using NotebookSqlAuth.Kernel.Running;

namespace NotebookSqlAuth.Kernel.Commands;

/// <summary><c>notebook-sql run NOTEBOOK</c>.</summary>
internal static class RunCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var notebook = new Argument<string>("NOTEBOOK") { Description = "The notebook to run, .ipynb or .dib." };
        var output = new Option<string?>("--output")
        {
            Description = "Write the executed notebook here. The notebook's own path runs it in place.",
            HelpName = "FILE",
        };
        var html = new Option<string?>("--html") { Description = "Write one self-contained HTML page here.", HelpName = "FILE" };
        var sandbox = new Option<bool>("--sandbox")
        {
            Description = "Run against a private sandbox with a sample database: no Azure, and a demo user who signs in by herself.",
        };
        var command = new Command("run", "Runs a notebook from top to bottom and stops at the first cell that fails.")
        {
            notebook, output, html, sandbox,
        };
        command.SetAction((parsed, _) => UserErrors.ShownAsync(async signals => await HeadlessRun.RunAsync(
            new RunOptions(parsed.GetRequiredValue(notebook), parsed.GetValue(output), parsed.GetValue(html), parsed.GetValue(sandbox)),
            new TerminalOutput(Console.Out, Console.Error),
            signals)));
        return command;
    }
}
