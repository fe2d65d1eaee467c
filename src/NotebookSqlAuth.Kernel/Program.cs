using System.CommandLine;
using NotebookSqlAuth.Kernel.Commands;
using NotebookSqlAuth.Kernel.Running;

var root = new RootCommand("notebook-sql: C# notebooks that query Azure SQL, in Jupyter or without a front end, and a sandbox to try them against.")
{
    RunCommand.Create(),
    SandboxCommand.Create(),
    JupyterCommand.Create(),
    KernelCommand.Create(),
    DatabricksCommand.Create(),
};
var parsed = root.Parse(args);
var exitCode = await parsed.InvokeAsync(new InvocationConfiguration
{
    // Ctrl-C is the commands' own affair: a stopped run still writes its files.
    ProcessTerminationTimeout = null,
});
return parsed.Errors.Count > 0 ? HeadlessRun.ExitRefused : exitCode;
