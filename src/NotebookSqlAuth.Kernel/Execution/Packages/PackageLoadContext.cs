using System.Reflection;
using System.Runtime.Loader;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Kernel.Execution.Packages;

/// <summary>Loads the assemblies and native files of a notebook's packages when they are first needed.</summary>
/// <remarks>Names that the tool carries are left to the default context, which makes them one with the tool's.</remarks>
internal sealed class PackageLoadContext : AssemblyLoadContext
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _assemblies = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _natives = new(StringComparer.OrdinalIgnoreCase);

    public PackageLoadContext()
        : base("notebook packages") => AppDomain.CurrentDomain.AssemblyResolve += OnAssemblyResolve;

    /// <summary>Adds what a restore found.</summary>
    /// <exception cref="UserError">Another version of an assembly is loaded already.</exception>
    public void Add(ResolvedPackages packages)
    {
        lock (_lock)
        {
            var loaded = Assemblies.ToDictionary(assembly => assembly.GetName().Name!, StringComparer.OrdinalIgnoreCase);
            foreach (var (name, path) in packages.RuntimeAssemblies)
            {
                if (loaded.TryGetValue(name, out var assembly) && assembly.Location != path)
                {
                    throw new UserError(
                        ErrorCodes.PackageVersionConflict,
                        $"Another version of {name} is in use: an earlier cell loaded {assembly.GetName().Version}.",
                        "A running notebook cannot exchange an assembly.",
                        "Put the #r lines together at the top of the notebook and run it from the start.");
                }

                _assemblies[name] = path;
            }

            foreach (var path in packages.NativeLibraries)
            {
                _natives[Path.GetFileName(path)] = path;
            }
        }
    }

    /// <summary>Stops answering for the cells' assemblies.</summary>
    public void Detach() => AppDomain.CurrentDomain.AssemblyResolve -= OnAssemblyResolve;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        CarriedAssemblies.Find(assemblyName.Name!) is null && FileOf(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        lock (_lock)
        {
            // The spellings that the runtime itself tries for a bare name.
            foreach (var name in (string[])[unmanagedDllName, unmanagedDllName + ".dll", unmanagedDllName + ".so", $"lib{unmanagedDllName}.so",
                unmanagedDllName + ".dylib", $"lib{unmanagedDllName}.dylib"])
            {
                if (_natives.TryGetValue(name, out var path))
                {
                    return LoadUnmanagedDllFromPath(path);
                }
            }
        }

        return 0;
    }

    // Cells live in contexts of Roslyn's own, which know nothing of packages: their misses end here.
    private Assembly? OnAssemblyResolve(object? sender, ResolveEventArgs args)
    {
        var name = new AssemblyName(args.Name);
        return FileOf(name) is null ? null : LoadFromAssemblyName(name);
    }

    private string? FileOf(AssemblyName name)
    {
        lock (_lock)
        {
            return _assemblies.GetValueOrDefault(name.Name!);
        }
    }
}
