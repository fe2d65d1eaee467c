using NuGet.ProjectModel;

namespace NotebookSqlAuth.Kernel.Execution.Packages;

/// <summary>Reads from restore's assets file which files of which packages a notebook compiles against, loads and calls.</summary>
internal static class PackageAssets
{
    // NuGet's mark for "this framework needs no file of this package".
    private const string EmptyFolderMark = "_._";

    /// <summary>Reads the target for this framework and platform.</summary>
    public static ResolvedPackages Read(LockFile assets, IReadOnlyList<PackageDirective> asked)
    {
        var target = assets.Targets.Single(target => target.RuntimeIdentifier == RestoreProject.RuntimeIdentifier);
        var compile = new List<string>();
        var runtime = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var native = new List<string>();
        foreach (var library in target.Libraries.Where(library => library.Type == "package"))
        {
            var folder = FolderOf(assets, library);
            compile.AddRange(FilesOf(folder, library.CompileTimeAssemblies).Where(IsAssembly));
            native.AddRange(FilesOf(folder, library.NativeLibraries));
            foreach (var file in FilesOf(folder, library.RuntimeAssemblies).Where(IsAssembly))
            {
                runtime.TryAdd(Path.GetFileNameWithoutExtension(file), file);
            }
        }

        var names = asked.Select(package => target.Libraries.First(
            library => package.Id.Equals(library.Name, StringComparison.OrdinalIgnoreCase)));
        return new ResolvedPackages([.. names.Select(library => $"{library.Name} {library.Version}")], compile, runtime, native);
    }

    private static string FolderOf(LockFile assets, LockFileTargetLibrary library)
    {
        var path = assets.GetLibrary(library.Name, library.Version).Path;
        return assets.PackageFolders.Select(folder => Path.Combine(folder.Path, path)).First(Directory.Exists);
    }

    private static IEnumerable<string> FilesOf(string folder, IEnumerable<LockFileItem> items) =>
        items.Where(item => Path.GetFileName(item.Path) != EmptyFolderMark).Select(item => Path.GetFullPath(Path.Combine(folder, item.Path)));

    private static bool IsAssembly(string file) => file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
}
