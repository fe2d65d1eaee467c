using System.Diagnostics;
using System.Text.Json.Nodes;
using NotebookSqlAuth.Hosts.Tests.Running;

namespace NotebookSqlAuth.Hosts.Tests.Interactive;

/// <summary>The real host as a kernel that Jupyter's programs find.</summary>
internal static class HostKernel
{
    /// <summary>Its name.</summary>
    public const string Name = ".net-csharp";

    /// <summary>Installs it below a folder; skips the test where there is no host.</summary>
    /// <returns>What the environment of such a program has to say.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> InstallAsync(DirectoryInfo folder)
    {
        var program = await DotnetInteractive.RequireAsync();
        var kernels = folder.CreateSubdirectory("kernels").FullName;
        await RunAsync(new ProcessStartInfo(program, ["jupyter", "install", "--path", kernels]));

        // As it is installed it starts `dotnet interactive`, which is found where the tool is installed for all of a user's programs.
        var spec = Path.Combine(kernels, Name, "kernel.json");
        var json = JsonNode.Parse(await File.ReadAllTextAsync(spec, TestContext.Current.CancellationToken))!;
        var arguments = json["argv"]!.AsArray();
        arguments.RemoveAt(0);
        arguments[0] = program;
        await File.WriteAllTextAsync(spec, json.ToJsonString(), TestContext.Current.CancellationToken);
        return new Dictionary<string, string>
        {
            ["JUPYTER_PATH"] = folder.FullName,
            ["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1",
            ["NUGET_FALLBACK_PACKAGES"] = InteractiveHost.UsersPackages,
            ["NUGET_PACKAGES"] = Path.Combine(folder.FullName, "packages"),
        };
    }

    /// <summary>Runs a program that must succeed.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(ProcessStartInfo start)
    {
        var (exitCode, output) = await ProgramRun.ToEndAsync(start, TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, output);
        return output;
    }
}
