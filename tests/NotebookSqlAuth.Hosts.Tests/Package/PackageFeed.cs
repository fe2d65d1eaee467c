using System.Globalization;

[assembly: AssemblyFixture(typeof(NotebookSqlAuth.Hosts.Tests.Package.PackageFeed))]

namespace NotebookSqlAuth.Hosts.Tests.Package;

/// <summary>A folder feed with the package in it, packed once, when the first test asks, under a version that no cache knows.</summary>
public sealed class PackageFeed : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("notebooksqlauth-feed-");
    private readonly Lazy<Task<PackedPackage>> package;

    public PackageFeed() => package = new(PackAsync);

    internal Task<PackedPackage> PackageAsync() => package.Value;

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<PackedPackage> PackAsync()
    {
        // Not a preview's: a notebook that names no version gets the latest release.
        var version = string.Create(CultureInfo.InvariantCulture, $"0.1.0.{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}");
        string[] pack =
        [
            "pack", "src/NotebookSqlAuth.Interactive", "-c", Repository.Configuration, "--no-build", "-o", folder.FullName, $"-p:PackageVersion={version}",
        ];
        var (exitCode, output) = await DotnetCommand.RunAsync(pack, CancellationToken.None);
        Assert.True(exitCode == 0, output);
        return new PackedPackage(folder.FullName, version);
    }
}
