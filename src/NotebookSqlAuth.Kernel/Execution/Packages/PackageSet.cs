using System.Reflection;
using System.Text.Encodings.Web;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Kernel.Execution.Packages;

/// <summary>The packages that a notebook has asked for so far.</summary>
internal sealed class PackageSet(string settingsFolder) : IDisposable
{
    private readonly List<PackageDirective> _restored = [];
    private readonly PackageLoadContext _context = new();

    /// <summary>Adds packages and says in one line of output what they turned out to be.</summary>
    /// <returns>The files that cells may compile against from now on; some may be known from earlier calls.</returns>
    /// <exception cref="UserError">They cannot be had, or not in this version.</exception>
    public async Task<IReadOnlyList<string>> AddAsync(
        IReadOnlyList<PackageDirective> directives, ICellOutputs outputs, CancellationToken cancellationToken)
    {
        if (directives.Count == 0)
        {
            return [];
        }

        var own = directives.Where(OwnPackage.Is).ToList();
        own.ForEach(OwnPackage.Check);
        List<string> added = [];
        var lines = own.Count == 0 ? [] : new List<string> { $"{OwnPackage.Id} {OwnPackage.Version.ToNormalizedString()} (carried by this tool)" };
        var foreign = directives.Except(own).Except(_restored).ToList();
        var id = Guid.NewGuid().ToString("N");
        if (foreign.Count > 0)
        {
            outputs.Display(id, Line($"Restoring {string.Join(", ", foreign)} …"));
            var resolved = await RestoreAsync(foreign, cancellationToken);
            added.AddRange(resolved.CompileAssemblies.Select(path => CarriedAssemblies.Find(Path.GetFileNameWithoutExtension(path)) ?? path));
            lines.AddRange(resolved.Names.TakeLast(foreign.Count));
            lines.AddRange(Unified(resolved));
            outputs.UpdateDisplay(id, Line("Packages: " + string.Join(", ", lines)));
        }
        else if (lines.Count > 0)
        {
            outputs.Display(id, Line("Packages: " + string.Join(", ", lines)));
        }

        return added;
    }

    /// <inheritdoc/>
    public void Dispose() => _context.Detach();

    private async Task<ResolvedPackages> RestoreAsync(List<PackageDirective> foreign, CancellationToken cancellationToken)
    {
        // A later line for the same package replaces the earlier one; all are resolved together, or versions would not fit.
        List<PackageDirective> all =
            [.. _restored.ExceptBy(foreign.Select(package => package.Id), package => package.Id, StringComparer.OrdinalIgnoreCase), .. foreign];
        var resolved = await PackageRestore.RunAsync(all, settingsFolder, cancellationToken);
        CheckCarried(resolved);
        _context.Add(resolved);
        _restored.Clear();
        _restored.AddRange(all);
        return resolved;
    }

    private static void CheckCarried(ResolvedPackages resolved)
    {
        foreach (var (name, path) in resolved.RuntimeAssemblies)
        {
            if (CarriedAssemblies.Find(name) is { } carried && VersionOf(path) is { } wanted && VersionOf(carried) is { } has && wanted > has)
            {
                throw new UserError(
                    ErrorCodes.PackageVersionConflict,
                    $"The packages need {name} {wanted}; this tool carries {has}.",
                    "The notebook and the tool share one version of what the tool carries.",
                    $"Ask for a version of the package that works with {name} {has.ToString(3)}.");
            }
        }
    }

    // Two versions of what the tool carries cannot meet in one process; a person who asked for one should know which it is.
    private static IEnumerable<string> Unified(ResolvedPackages resolved) =>
        from assembly in resolved.RuntimeAssemblies
        let carried = CarriedAssemblies.Find(assembly.Key)
        where carried is not null && VersionOf(carried) != VersionOf(assembly.Value)
        select $"{assembly.Key} is this tool's own {VersionOf(carried)?.ToString(3)}";

    private static Version? VersionOf(string path) => AssemblyName.GetAssemblyName(path).Version;

    private static DisplayBundle Line(string text) => new(text, $"<div>{HtmlEncoder.Default.Encode(text)}</div>");
}
