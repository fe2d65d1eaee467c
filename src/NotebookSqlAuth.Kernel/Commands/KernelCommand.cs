using System.CommandLine;
using NotebookSqlAuth.Kernel.Jupyter;

namespace NotebookSqlAuth.Kernel.Commands;

/// <summary><c>notebook-sql kernel CONNECTION_FILE</c>, which front ends call.</summary>
internal static class KernelCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("CONNECTION_FILE") { Description = "The file in which a front end says where to listen." };
        var sandbox = new Option<bool>("--sandbox") { Description = "Give the kernel a private sandbox with a sample database: no Azure." };
        var command = new Command("kernel", "Serves a Jupyter front end, which starts this by itself once the kernel is installed.")
        {
            file, sandbox,
        };
        command.SetAction((parsed, _) => UserErrors.ShownAsync(() => KernelProcess.RunAsync(
            parsed.GetRequiredValue(file), parsed.GetValue(sandbox))));
        return command;
    }
}
