using System.Reflection;
using NotebookSqlAuth.Errors;
using NuGet.Versioning;

namespace NotebookSqlAuth.Kernel.Execution.Packages;

/// <summary>The product's own package. The tool is built from it, so it is never restored.</summary>
internal static class OwnPackage
{
    /// <summary>Its name.</summary>
    public const string Id = "NotebookSqlAuth";

    /// <summary>The version that the tool carries.</summary>
    public static NuGetVersion Version { get; } = NuGetVersion.Parse(
        typeof(NotebookSession).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    /// <summary>Whether a line asks for it.</summary>
    public static bool Is(PackageDirective directive) => directive.Id.Equals(Id, StringComparison.OrdinalIgnoreCase);

    /// <summary>Refuses a version that is not the tool's.</summary>
    /// <exception cref="UserError">The line names another one.</exception>
    public static void Check(PackageDirective directive)
    {
        if (directive.Version is null || Means(directive.Version))
        {
            return;
        }

        throw new UserError(
            ErrorCodes.OwnPackageVersion,
            $"The notebook asks for {Id} {directive.Version}; this tool carries {Version.ToNormalizedString()}.",
            "The magics of a notebook and the tool that runs it are one version.",
            $"Leave the version out of the #r line, or run the notebook with notebook-sql {directive.Version}.");
    }

    // A bare version is a minimum to NuGet; a person who writes one for the tool's own package means that one.
    private static bool Means(string text) => NuGetVersion.TryParse(text, out var exact)
        ? exact.Equals(Version)
        : VersionRange.TryParse(text, out var range) && (range.Float?.Satisfies(Version) ?? range.Satisfies(Version));
}
