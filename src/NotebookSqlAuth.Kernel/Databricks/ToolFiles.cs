using System.Text.Json.Nodes;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Kernel.Databricks;

/// <summary>The files of this very copy of the tool that a Linux x64 machine needs, laid out flat.</summary>
/// <remarks>
/// They are read from the dependency file beside the program, so that a build folder, a published folder and a .NET tool's folder all serve,
/// and nothing that happens to lie beside them is taken along.
/// </remarks>
internal static class ToolFiles
{
    /// <summary>The platform of every Databricks driver that is served.</summary>
    public const string RuntimeIdentifier = "linux-x64";

    private const string Name = "notebook-sql";

    // From the narrowest: NuGet's fallback graph of linux-x64.
    private static readonly string[] Fallback = [RuntimeIdentifier, "linux", "unix-x64", "unix", "any"];

    /// <summary>Whether the folder holds its own .NET for Linux x64 already.</summary>
    public static bool AreSelfContained(string folder) => File.Exists(Path.Combine(folder, "libcoreclr.so"));

    /// <summary>Finds them.</summary>
    /// <param name="folder">Where the program is.</param>
    /// <returns>Path on this machine by name in the packed folder.</returns>
    /// <exception cref="UserError">This copy was published for another platform.</exception>
    public static SortedDictionary<string, string> Find(string folder)
    {
        if (AreSelfContained(folder))
        {
            return new SortedDictionary<string, string>(
                Directory.GetFiles(folder).Where(file => Path.GetExtension(file) is not (".pdb" or ".xml")).ToDictionary(file => Path.GetFileName(file), file => file),
                StringComparer.Ordinal);
        }

        var dependencies = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, Name + ".deps.json")))!;
        var target = (string)dependencies["runtimeTarget"]!["name"]!;
        if (target.Split('/') is [_, var platform] && platform != RuntimeIdentifier)
        {
            throw new UserError(
                ErrorCodes.PackFailed,
                $"This copy of notebook-sql was published for {platform} alone.",
                $"Databricks runs {RuntimeIdentifier}, whose native libraries are not here.",
                "Run `databricks pack` from a build of the repository, or from the .NET tool.");
        }

        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [Name + ".runtimeconfig.json"] = Path.Combine(folder, Name + ".runtimeconfig.json"),
        };
        foreach (var (_, library) in dependencies["targets"]![target]!.AsObject())
        {
            AddLibrary(files, folder, library!.AsObject());
        }

        return files;
    }

    private static void AddLibrary(SortedDictionary<string, string> files, string folder, JsonObject library)
    {
        foreach (var asset in AssetsOf(library, "runtime").Concat(AssetsOf(library, "native")))
        {
            // A package's assemblies lie flat beside the program, wherever they were in their package.
            var name = Path.GetFileName(asset.Key);
            files[name] = Path.Combine(folder, name);
        }

        var forPlatforms = AssetsOf(library, "runtimeTargets")
            .Select(asset => (Path: asset.Key, Rank: Array.IndexOf(Fallback, (string?)asset.Value!["rid"])))
            .Where(asset => asset.Rank >= 0)
            .GroupBy(asset => Path.GetFileName(asset.Path));
        foreach (var choices in forPlatforms)
        {
            files[choices.Key] = Path.Combine(folder, choices.MinBy(choice => choice.Rank).Path);
        }
    }

    private static JsonObject AssetsOf(JsonObject library, string kind) => library[kind] as JsonObject ?? [];
}
