using System.Diagnostics;

namespace NotebookSqlAuth.Kernel.Execution.Packages;

/// <summary>Starts the user's .NET SDK.</summary>
internal static class SdkCommand
{
    /// <summary>Starts a command of it, whose output is read and whose input is at its end.</summary>
    /// <param name="folder">Where it works.</param>
    /// <param name="arguments">The command and its arguments.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no SDK.</exception>
    public static Process Start(string folder, IEnumerable<string> arguments)
    {
        var program = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            // A tool that `dotnet run` or a build started must not steer another SDK's build.
            start.Environment.Remove(inherited);
        }

        start.Environment["DOTNET_NOLOGO"] = "1";
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
