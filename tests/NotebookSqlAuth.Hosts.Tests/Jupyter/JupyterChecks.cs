using System.Diagnostics;
using NotebookSqlAuth.Hosts.Tests.IPython;

namespace NotebookSqlAuth.Hosts.Tests.Jupyter;

/// <summary>Runs a Python program that checks the kernel through a real client, and fails with the checks that failed.</summary>
/// <remarks>A program prints `ok NAME`, or `FAILED NAME: why`, for each check, and `skipped NAME: why` for what it could not try.</remarks>
internal static class JupyterChecks
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    /// <summary>Runs it with the installed kernels.</summary>
    /// <param name="kernels">Where the kernels are installed.</param>
    /// <param name="atLeast">How many checks it has: a program that stops early must not pass.</param>
    /// <param name="script">The program's name.</param>
    /// <param name="arguments">What it is given.</param>
    public static async Task<IReadOnlyList<string>> RunAsync(InstalledKernels kernels, int atLeast, string script, params string[] arguments)
    {
        Python.Require("jupyter_client", "nbclient", "jupyter_kernel_test", "jupyter_console", "ipykernel");
        var start = new ProcessStartInfo(Python.Program, [Repository.PathOf("tests", "NotebookSqlAuth.Hosts.Tests", "Jupyter", "python", script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = kernels.WorkFolder,
        };
        foreach (var (name, value) in kernels.Environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(s_patience, TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var failed = lines.Where(line => line.StartsWith("FAILED ", StringComparison.Ordinal)).ToList();
            Assert.True(failed.Count == 0, string.Join('\n', failed));
            Assert.True(process.ExitCode == 0, $"{script} ended with {process.ExitCode}.\n{output}{await errors}");
            var passed = lines.Count(line => line.StartsWith("ok ", StringComparison.Ordinal));
            Assert.True(passed >= atLeast, $"{script} made {passed} checks and should make {atLeast}.\n{output}{await errors}");
            return lines;
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
