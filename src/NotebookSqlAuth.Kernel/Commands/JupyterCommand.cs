using System.CommandLine;
using NotebookSqlAuth.Kernel.Jupyter.Specs;
using NotebookSqlAuth.Kernel.Running;

namespace NotebookSqlAuth.Kernel.Commands;

/// <summary><c>notebook-sql jupyter install</c> and <c>uninstall</c>.</summary>
internal static class JupyterCommand
{
    private const string Name = "notebook-sql";
    private const string SandboxName = "notebook-sql-sandbox";

    /// <summary>The commands with their options.</summary>
    public static Command Create() => new("jupyter", "Makes this tool a kernel of Jupyter, or takes it away again.")
    {
        Installing("install", "Lets JupyterLab, Notebook and VS Code offer this kernel.", Install),
        Installing("uninstall", "Takes the kernel away again.", Uninstall),
    };

    private static Command Installing(string verb, string description, Func<string, string, bool, Task> action)
    {
        var user = new Option<bool>("--user") { Description = "For you alone, which is the default." };
        var prefix = new Option<string?>("--prefix") { Description = "For all who use the Python environment in this folder.", HelpName = "DIR" };
        var name = new Option<string?>("--name") { Description = $"The kernel's name: {Name}, or {SandboxName}.", HelpName = "N" };
        var sandbox = new Option<bool>("--sandbox")
        {
            Description = "The kernel that starts with a private sandbox: everything can be tried with no Azure.",
        };
        var command = new Command(verb, description) { user, prefix, name, sandbox };
        command.Validators.Add(result =>
        {
            if (result.GetValue(user) && result.GetValue(prefix) is not null)
            {
                result.AddError("--user and --prefix name two places; give one.");
            }
        });
        command.SetAction((parsed, _) => UserErrors.ShownAsync(async () =>
        {
            var isSandbox = parsed.GetValue(sandbox);
            var chosen = parsed.GetValue(name) ?? (isSandbox ? SandboxName : Name);
            await action(chosen, KernelFolder.Of(chosen, parsed.GetValue(prefix)), isSandbox);
            return HeadlessRun.ExitSucceeded;
        }));
        return command;
    }

    private static async Task Install(string name, string folder, bool sandbox)
    {
        var displayName = sandbox ? "C# (NotebookSqlAuth, sandbox)" : "C# (NotebookSqlAuth)";
        KernelSpec.Write(folder, displayName, sandbox);
        await Console.Out.WriteLineAsync($"""
            Installed the kernel "{displayName}" in
              {folder}
            Start `jupyter lab`, `jupyter notebook` or VS Code and choose it. In a terminal: jupyter console --kernel {name}
            """);
        if (!sandbox)
        {
            await Console.Out.WriteLineAsync("To try everything with no Azure, install a second one: notebook-sql jupyter install --sandbox");
        }
    }

    private static async Task Uninstall(string name, string folder, bool sandbox)
    {
        KernelSpec.Remove(folder);
        await Console.Out.WriteLineAsync($"Removed the kernel {name} from {folder}");
    }
}
