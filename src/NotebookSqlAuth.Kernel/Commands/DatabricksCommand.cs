using System.CommandLine;
using NotebookSqlAuth.Kernel.Databricks;
using NotebookSqlAuth.Kernel.Running;

namespace NotebookSqlAuth.Kernel.Commands;

/// <summary><c>notebook-sql databricks pack DIR</c>.</summary>
internal static class DatabricksCommand
{
    private const string UsualVolume = "/Volumes/main/default/notebook_sql";

    /// <summary>The command with its subcommand.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "Where the files are written." };
        var uploaded = new Option<string>("--at")
        {
            Description = $"The folder of a volume or of the workspace that you will upload them to; without it {UsualVolume}.",
            HelpName = "FOLDER",
            DefaultValueFactory = _ => UsualVolume,
        };
        var server = new Option<string?>("--server") { Description = "The server that the starter notebook connects to.", HelpName = "SERVER" };
        var database = new Option<string?>("--database") { Description = "Its database.", HelpName = "DATABASE" };
        var pack = new Command("pack", "Writes what a Databricks workspace needs: the tool, the Python package, a notebook to start with.")
        {
            folder, uploaded, server, database,
        };
        pack.SetAction((parsed, _) => UserErrors.ShownAsync(signals => Pack.RunAsync(
            new PackOptions(
                parsed.GetRequiredValue(folder),
                parsed.GetValue(uploaded)!.TrimEnd('/'),
                Word(" --server", parsed.GetValue(server)) + Word(" --database", parsed.GetValue(database))),
            new TerminalOutput(Console.Out, Console.Error),
            signals.Token)));
        return new Command("databricks", "Takes notebook-sql to a Databricks workspace.") { pack };
    }

    private static string Word(string option, string? value) => value is null ? "" : $"{option} \"{value}\"";
}
