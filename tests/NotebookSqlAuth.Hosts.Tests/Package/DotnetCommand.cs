using System.Diagnostics;
using NotebookSqlAuth.Hosts.Tests.Running;

namespace NotebookSqlAuth.Hosts.Tests.Package;

/// <summary>Runs the dotnet command.</summary>
internal static class DotnetCommand
{
    /// <summary>Runs it to its end, and hands back its exit code and all that it wrote.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        ProgramRun.ToEndAsync(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Repository.Root }, cancellationToken);
}
