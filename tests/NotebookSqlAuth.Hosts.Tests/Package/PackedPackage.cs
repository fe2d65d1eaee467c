using System.IO.Compression;
using System.Xml.Linq;

namespace NotebookSqlAuth.Hosts.Tests.Package;

/// <summary>The package as it is published.</summary>
/// <param name="Feed">The folder it lies in.</param>
/// <param name="Id">Its name.</param>
/// <param name="Version">Its version.</param>
internal sealed record PackedPackage(string Feed, string Id, string Version)
{
    /// <summary>The files in it, the package format's own aside.</summary>
    public IReadOnlyList<string> Entries()
    {
        using var archive = Open();
        return [.. archive.Entries.Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal)
                && !name.StartsWith("package/", StringComparison.Ordinal)
                && name != "[Content_Types].xml")
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>The elements of its nuspec that have a name.</summary>
    public IReadOnlyList<XElement> Nuspec(string element)
    {
        using var archive = Open();
        using var nuspec = archive.GetEntry(Id + ".nuspec")!.Open();
        return [.. XDocument.Load(nuspec).Descendants().Where(found => found.Name.LocalName == element)];
    }

    /// <summary>A file of it.</summary>
    public byte[] Read(string entry)
    {
        using var archive = Open();
        using var file = archive.GetEntry(entry)!.Open();
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Whether a file is an assembly of the platforms, which a package of ours must never bring: theirs is real, and ours a contract.</summary>
    public static bool IsContract(string entry)
    {
        var name = Path.GetFileNameWithoutExtension(entry);
        return name.StartsWith("Microsoft.DotNet.Interactive", StringComparison.Ordinal) || name == "Microsoft.Spark";
    }

    private ZipArchive Open() => ZipFile.OpenRead(Path.Combine(Feed, $"{Id}.{Version}.nupkg"));
}
