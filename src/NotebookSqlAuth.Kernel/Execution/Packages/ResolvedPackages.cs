namespace NotebookSqlAuth.Kernel.Execution.Packages;

/// <summary>What a restore found.</summary>
/// <param name="Names">Name and version of each package that was asked for.</param>
/// <param name="CompileAssemblies">Files to compile against.</param>
/// <param name="RuntimeAssemblies">Files to run, by simple name.</param>
/// <param name="NativeLibraries">Native files for this platform.</param>
internal sealed record ResolvedPackages(
    IReadOnlyList<string> Names,
    IReadOnlyList<string> CompileAssemblies,
    IReadOnlyDictionary<string, string> RuntimeAssemblies,
    IReadOnlyList<string> NativeLibraries);
