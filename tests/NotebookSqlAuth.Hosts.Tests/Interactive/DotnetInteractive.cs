using NotebookSqlAuth.Hosts.Tests.Package;

namespace NotebookSqlAuth.Hosts.Tests.Interactive;

/// <summary>The real host: the dotnet-interactive tool that DOTNET_INTERACTIVE names, or one installed beside the user's other data.</summary>
internal static class DotnetInteractive
{
    /// <summary>The last version its makers published.</summary>
    private const string Version = "1.0.712001";

    private static readonly Lazy<Task<(string? Path, string Why)>> Tool = new(FindAsync);

    /// <summary>The program's file; skips the test where it cannot be had.</summary>
    public static async Task<string> RequireAsync()
    {
        var (path, why) = await Tool.Value;
        Assert.SkipWhen(path is null, $"skipped: needs the dotnet-interactive tool {Version}, or DOTNET_INTERACTIVE naming one ({why})");
        return path!;
    }

    /// <summary>The folder of the host's assemblies; skips the test where it cannot be had.</summary>
    public static async Task<string> RequireAssembliesAsync()
    {
        var tool = new FileInfo(await RequireAsync());
        // A tool's program starts an assembly in the store beside it.
        var store = Path.Combine(tool.DirectoryName!, ".store", "microsoft.dotnet-interactive");
        var assembly = Directory.Exists(store)
            ? Directory.EnumerateFiles(store, "Microsoft.DotNet.Interactive.dll", SearchOption.AllDirectories).FirstOrDefault()
            : null;
        Assert.SkipWhen(assembly is null, "skipped: needs the dotnet-interactive tool with its store of assemblies beside it");
        return Path.GetDirectoryName(assembly)!;
    }

    private static async Task<(string? Path, string Why)> FindAsync()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_INTERACTIVE") is { Length: > 0 } named)
        {
            return File.Exists(named) ? (named, string.Empty) : (null, "DOTNET_INTERACTIVE names no file");
        }

        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        var folder = Path.Combine(data, "NotebookSqlAuth.Tests", "dotnet-interactive-" + Version);
        var program = Path.Combine(folder, OperatingSystem.IsWindows() ? "dotnet-interactive.exe" : "dotnet-interactive");
        if (File.Exists(program))
        {
            return (program, string.Empty);
        }

        var (exitCode, output) = await DotnetCommand.RunAsync(
            ["tool", "install", "Microsoft.dotnet-interactive", "--version", Version, "--tool-path", folder], CancellationToken.None);
        return exitCode == 0 ? (program, string.Empty) : (null, output.ReplaceLineEndings(" ").Trim());
    }
}
