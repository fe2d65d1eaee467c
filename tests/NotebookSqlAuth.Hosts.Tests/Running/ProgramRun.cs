using System.Diagnostics;

namespace NotebookSqlAuth.Hosts.Tests.Running;

/// <summary>Any program, from its start to its end.</summary>
internal static class ProgramRun
{
    /// <summary>Runs it, and hands back its exit code and all that it wrote, errors last. It does not outlive the call.</summary>
    public static async Task<(int ExitCode, string Output)> ToEndAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
