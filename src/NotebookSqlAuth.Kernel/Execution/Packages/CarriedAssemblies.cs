using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace NotebookSqlAuth.Kernel.Execution.Packages;

/// <summary>The assemblies that this process runs on: the framework's and the tool's own.</summary>
/// <remarks>A notebook's packages meet the tool's objects (frames, connections), so a name that is here has one version: this one.</remarks>
internal static class CarriedAssemblies
{
    private static readonly Dictionary<string, string> Paths =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .DistinctBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase) // The host names CoreLib twice.
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path)!, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// What cells compile against before any package was asked for: the framework, what shows values, and what the product's own package
    /// stands for, its assemblies and all they refer to. The magics are there without that package, and so are the types of their results.
    /// </summary>
    public static IEnumerable<string> ForEveryCell
    {
        get
        {
            var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);
            return Paths.Values.Where(path => Path.GetDirectoryName(path) == framework)
                .Append(typeof(CellFunctions).Assembly.Location)
                .Append(typeof(Microsoft.AspNetCore.Html.IHtmlContent).Assembly.Location)
                .Concat(FindOwnPackage());
        }
    }

    /// <summary>The file of an assembly by its simple name; null where it is not carried.</summary>
    public static string? Find(string simpleName) => Paths.GetValueOrDefault(simpleName);

    private static List<string> FindOwnPackage()
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<string>([typeof(NotebookSession).Assembly.GetName().Name!, typeof(DotNetSpark.LoadOrder).Assembly.GetName().Name!]);
        while (open.TryDequeue(out var name))
        {
            if (Find(name) is { } path && path.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal) && found.TryAdd(name, path))
            {
                foreach (var reference in ReferencesOf(path))
                {
                    open.Enqueue(reference);
                }
            }
        }

        return [.. found.Values];
    }

    private static List<string> ReferencesOf(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
