using System.Diagnostics;
using System.Globalization;

namespace NotebookSqlAuth.Benchmarks;

/// <summary>Our Jupyter kernel beside ipykernel, both driven by jupyter_client.</summary>
internal static class Kernels
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Runs the measurement, which prints its table itself.</summary>
    /// <returns>0 where all bars are met, 1 where one is not, 2 where the machine has no peer.</returns>
    public static async Task<int> RunAsync(int runs)
    {
        if (!File.Exists(Python) || await ExitCodeAsync("-c", "import ipykernel, jupyter_client") != 0)
        {
            await Console.Error.WriteLineAsync($"Not measured: needs {Python} with ipykernel and jupyter_client.");
            return 2;
        }

        return await ExitCodeAsync(
            Path.Combine(AppContext.BaseDirectory, "Peers", "kernels.py"),
            Path.Combine(AppContext.BaseDirectory, "notebook-sql.dll"),
            runs.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<int> ExitCodeAsync(params string[] arguments)
    {
        using var process = Process.Start(Python, arguments);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
