using System.IO.Compression;

namespace NotebookSqlAuth.Hosts.Tests.Package;

/// <summary>A package made of assemblies that are there, for what asks a feed for one that no feed has.</summary>
internal static class PackageOfAssemblies
{
    /// <summary>Puts it into a folder feed.</summary>
    /// <param name="feed">The folder.</param>
    /// <param name="id">The package's name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="framework">What the assemblies are for, e.g. <c>netstandard2.0</c>.</param>
    /// <param name="assemblies">Their files.</param>
    public static void Write(string feed, string id, string version, string framework, IEnumerable<string> assemblies)
    {
        using var package = ZipFile.Open(Path.Combine(feed, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        using (var nuspec = new StreamWriter(package.CreateEntry(id + ".nuspec").Open()))
        {
            nuspec.Write($"<package><metadata><id>{id}</id><version>{version}</version><authors>a test</authors><description>a test</description></metadata></package>");
        }

        foreach (var file in assemblies)
        {
            package.CreateEntryFromFile(file, $"lib/{framework}/{Path.GetFileName(file)}");
        }
    }
}
