using System.Reflection;
using System.Text.Json;
using NotebookSqlAuth.Hosts.Tests.Interactive;

namespace NotebookSqlAuth.Hosts.Tests.Package;

public sealed class DependencyClosureTests
{
    /// <summary>Packages load into the host's own load context, where an assembly newer than the host's of that name does not load.</summary>
    [Fact]
    public async Task No_assembly_of_the_closure_is_newer_than_the_hosts_own()
    {
        // The tests run on the framework that the host runs on.
        var host = new[] { await DotnetInteractive.RequireAssembliesAsync(), Path.GetDirectoryName(typeof(object).Assembly.Location)! }
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.dll"))
            .Select(NameOf)
            .Where(name => name is not null)
            .ToLookup(name => name!.Name!, name => name!.Version, StringComparer.OrdinalIgnoreCase);

        var closure = Closure().Select(NameOf).Where(name => name is not null).ToList();
        Assert.Contains(closure, name => name!.Name == "Microsoft.Data.SqlClient");
        var tooNew = closure.Where(name => host.Contains(name!.Name!) && host[name.Name!].Max() < name.Version);
        Assert.Empty(tooNew);
    }

    /// <summary>The files that a restore of the package's dependencies brings, as the adapter's own restore resolved them.</summary>
    private static List<string> Closure()
    {
        var file = Path.Combine(Repository.Root, "src", "NotebookSqlAuth.Interactive", "obj", "project.assets.json");
        using var assets = JsonDocument.Parse(File.ReadAllText(file));
        var folders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        var libraries = assets.RootElement.GetProperty("libraries");
        return [..
            from library in assets.RootElement.GetProperty("targets").GetProperty("net8.0").EnumerateObject()
            where library.Value.GetProperty("type").GetString() == "package" && library.Value.TryGetProperty("runtime", out _)
            from asset in library.Value.GetProperty("runtime").EnumerateObject()
            let path = Path.Combine(libraries.GetProperty(library.Name).GetProperty("path").GetString()!, asset.Name)
            select folders.Select(folder => Path.Combine(folder, path)).FirstOrDefault(File.Exists) into found
            where found is not null && found.EndsWith(".dll", StringComparison.Ordinal)
            select found];
    }

    private static AssemblyName? NameOf(string file)
    {
        try
        {
            return AssemblyName.GetAssemblyName(file);
        }
        catch (BadImageFormatException)
        {
            // A native library.
            return null;
        }
    }
}
