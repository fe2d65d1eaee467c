using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace NotebookSqlAuth.Kernel.Execution.Submissions;

/// <summary>Where the compiled cells live, and the files that their <c>#r "path.dll"</c> lines name. Thread-safe.</summary>
/// <remarks>Never unloaded: objects of cells that ran live on in the variables of the notebook.</remarks>
internal sealed class SubmissionLoadContext() : AssemblyLoadContext("cells")
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Assembly> _submissions = new(StringComparer.Ordinal);
    private readonly List<string> _referenced = [];

    /// <summary>Loads a compiled cell.</summary>
    public Assembly Load(Compilation compilation, MemoryStream assembly, MemoryStream symbols)
    {
        lock (_lock)
        {
            _referenced.AddRange(compilation.DirectiveReferences.OfType<PortableExecutableReference>()
                .Select(reference => reference.FilePath).OfType<string>().Except(_referenced));
        }

        assembly.Position = 0;
        symbols.Position = 0;
        var loaded = LoadFromStream(assembly, symbols);
        lock (_lock)
        {
            _submissions[loaded.GetName().Name!] = loaded;
        }

        return loaded;
    }

    /// <inheritdoc/>
    // What this process carries comes before a file of the same name, or a cell would meet two types where it names one.
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var name = assemblyName.Name!;
        lock (_lock)
        {
            if (_submissions.TryGetValue(name, out var submission))
            {
                return submission;
            }

            return Packages.CarriedAssemblies.Find(name) is null && FileOf(name) is { } path ? LoadFromAssemblyPath(path) : null;
        }
    }

    // The file itself, else what lies beside one that a cell named.
    private string? FileOf(string name) =>
        _referenced.Find(path => Path.GetFileNameWithoutExtension(path).Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? _referenced.Select(path => Path.Combine(Path.GetDirectoryName(path)!, name + ".dll")).FirstOrDefault(File.Exists);
}
