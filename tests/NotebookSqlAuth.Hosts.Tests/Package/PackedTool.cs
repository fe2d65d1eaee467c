using System.Diagnostics;

namespace NotebookSqlAuth.Hosts.Tests.Package;

/// <summary>The tool, packed and installed into a folder of its own.</summary>
public sealed class PackedTool : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("notebooksqlauth-tool-");

    /// <summary>The package's file.</summary>
    public string Package { get; private set; } = "";

    /// <summary>The program that its installation made.</summary>
    public string Program => Path.Combine(_folder.FullName, "tool", OperatingSystem.IsWindows() ? "notebook-sql.exe" : "notebook-sql");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var feed = _folder.CreateSubdirectory("feed").FullName;
        await MustAsync("pack", "src/NotebookSqlAuth.Kernel", "-c", Repository.Configuration, "--no-build", "-o", feed, "-p:PackageVersion=0.1.0-test");
        Package = Assert.Single(Directory.GetFiles(feed, "*.nupkg"));
        // The package that was made just now, and no other of that name.
        await MustAsync("tool", "install", "NotebookSqlAuth.Tool", "--version", "0.1.0-test", "--source", feed, "--no-cache", "--tool-path", Path.GetDirectoryName(Program)!);
    }

    /// <summary>Runs it to its end.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.FullName };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await errors);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task MustAsync(params string[] arguments)
    {
        var (exitCode, output) = await DotnetCommand.RunAsync(arguments, CancellationToken.None);
        Assert.True(exitCode == 0, output);
    }
}
