using System.Collections.Concurrent;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace NotebookSqlAuth.Kernel.Language;

/// <summary>The documentation of the framework that this process runs on, from the SDK's reference pack. Thread-safe.</summary>
/// <remarks>
/// Cells compile against the running framework, whose types are often in another assembly (<c>List</c> is in
/// <c>System.Private.CoreLib</c>) than in the pack (<c>System.Collections</c>). The running assembly of the pack's name
/// forwards such a type, and so says where its documentation is.
/// </remarks>
internal static class ReferencePack
{
    private static readonly string Framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
    private static readonly Lazy<string?> Folder = new(FindFolder);
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Forwarded = new(ReadForwarders);
    private static readonly ConcurrentDictionary<string, XmlDocumentationFile?> Files = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an assembly is the framework's.</summary>
    public static bool Holds(string assembly) => Path.GetDirectoryName(assembly) == Framework;

    /// <summary>The file that tells of a member; null where the machine has none.</summary>
    /// <param name="assembly">The running assembly that holds the member.</param>
    /// <param name="id">The member's documentation id.</param>
    public static XmlDocumentationFile? FindFile(string assembly, string id)
    {
        if (Folder.Value is not { } folder)
        {
            return null;
        }

        var name = TypeNames(id).Select(type => Forwarded.Value.GetValueOrDefault(type)).FirstOrDefault(file => file is not null)
            ?? Path.GetFileNameWithoutExtension(assembly);
        return Files.GetOrAdd(Path.Combine(folder, name + ".xml"), XmlDocumentationFile.Open);
    }

    // <dotnet>/shared/Microsoft.NETCore.App/10.0.1 beside <dotnet>/packs/Microsoft.NETCore.App.Ref/10.0.1/ref/net10.0.
    private static string? FindFolder()
    {
        var packs = new DirectoryInfo(Path.Combine(Framework, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        var major = Environment.Version.Major;
        return !packs.Exists ? null : packs.EnumerateDirectories($"{major}.*")
            .Select(version => Path.Combine(version.FullName, "ref", $"net{major}.0"))
            .LastOrDefault(Directory.Exists);
    }

    private static Dictionary<string, string> ReadForwarders()
    {
        var forwarded = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Directory.EnumerateFiles(Folder.Value!, "*.xml").Select(file => Path.GetFileNameWithoutExtension(file)))
        {
            var assembly = Path.Combine(Framework, name + ".dll");
            if (!File.Exists(assembly))
            {
                continue;
            }

            using var file = new PEReader(File.OpenRead(assembly));
            var metadata = file.GetMetadataReader();
            foreach (var type in metadata.ExportedTypes.Select(metadata.GetExportedType).Where(type => type.IsForwarder))
            {
                forwarded.TryAdd($"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}", name);
            }
        }

        return forwarded;
    }

    // "M:System.Collections.Generic.List`1.Add(`0)" names the type in one of its dotted beginnings.
    private static IEnumerable<string> TypeNames(string id)
    {
        var name = id[2..].Split('(', 2)[0];
        for (var end = name.Length; end > 0; end = name.LastIndexOf('.', end - 1))
        {
            yield return name[..end];
        }
    }
}
