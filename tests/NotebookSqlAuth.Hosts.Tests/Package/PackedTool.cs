using System.Diagnostics;
using NotebookSqlAuth.Hosts.Tests.Running;

namespace NotebookSqlAuth.Hosts.Tests.Package;

/// <summary>The tool, installed from its package into a folder of its own.</summary>
public sealed class PackedTool(PackageFeed packages) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("notebooksqlauth-tool-");

    /// <summary>Its package.</summary>
    internal PackedPackage Package { get; private set; } = null!;

    /// <summary>The program that its installation made.</summary>
    public string Program => Path.Combine(_folder.FullName, "tool", OperatingSystem.IsWindows() ? "notebook-sql.exe" : "notebook-sql");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Package = await packages.ToolAsync();
        // The package that was made just now, and no other of that name.
        string[] install = ["tool", "install", Package.Id, "--version", Package.Version, "--source", Package.Feed, "--no-cache", "--tool-path", Path.GetDirectoryName(Program)!];
        var (exitCode, output) = await DotnetCommand.RunAsync(install, CancellationToken.None);
        Assert.True(exitCode == 0, output);
    }

    /// <summary>Runs it to its end.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Tool.Patience);
        return await ProgramRun.ToEndAsync(new ProcessStartInfo(Program, arguments) { WorkingDirectory = _folder.FullName }, patience.Token);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
