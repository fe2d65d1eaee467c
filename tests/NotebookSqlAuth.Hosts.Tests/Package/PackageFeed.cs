using System.Globalization;

[assembly: AssemblyFixture(typeof(NotebookSqlAuth.Hosts.Tests.Package.PackageFeed))]

namespace NotebookSqlAuth.Hosts.Tests.Package;

/// <summary>Folder feeds with the two packages in them, each packed once, when the first test asks, under a version that no cache knows.</summary>
public sealed class PackageFeed : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("notebooksqlauth-feed-");
    private readonly Lazy<Task<PackedPackage>> package;
    private readonly Lazy<Task<PackedPackage>> tool;

    public PackageFeed()
    {
        package = new(() => PackAsync("NotebookSqlAuth", "src/NotebookSqlAuth.Interactive"));
        tool = new(() => PackAsync("NotebookSqlAuth.Tool", "src/NotebookSqlAuth.Kernel"));
    }

    internal Task<PackedPackage> PackageAsync() => package.Value;

    /// <summary>The tool's, in a feed of its own.</summary>
    internal Task<PackedPackage> ToolAsync() => tool.Value;

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<PackedPackage> PackAsync(string id, string project)
    {
        // Not a preview's: a notebook that names no version gets the latest release.
        var version = string.Create(CultureInfo.InvariantCulture, $"0.1.0.{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}");
        var feed = folder.CreateSubdirectory(id).FullName;
        var (exitCode, output) = await DotnetCommand.RunAsync(
            ["pack", project, "-c", Repository.Configuration, "--no-build", "-o", feed, $"-p:PackageVersion={version}"], CancellationToken.None);
        Assert.True(exitCode == 0, output);
        return new PackedPackage(feed, id, version);
    }
}
