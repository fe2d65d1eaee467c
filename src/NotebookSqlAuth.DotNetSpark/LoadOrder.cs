using System.Reflection;
using System.Runtime.Loader;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>Finds out whether another package was loaded first and brought older assemblies than this product was built with.</summary>
/// <remarks>A process holds one version of each. Where it is too old the runtime's errors, if any, name neither the cause nor the way out.</remarks>
public static class LoadOrder
{
    private static readonly Bringer s_spark = new("Microsoft.Spark", "#r \"nuget: Microsoft.Spark, 2.3.1\"");
    private static readonly Bringer s_sqlServer = new("Microsoft.DotNet.Interactive.SqlServer", "the package that needs an older one, if it takes the newer");

    private static readonly Dictionary<string, Bringer> s_shared = new(StringComparer.Ordinal)
    {
        ["Microsoft.Data.Analysis"] = s_spark,
        ["Apache.Arrow"] = s_spark,
        ["Microsoft.Data.SqlClient"] = s_sqlServer,
        ["Microsoft.Identity.Client"] = s_sqlServer,
    };

    /// <summary>Refuses to go on where the product's own code cannot be trusted to run.</summary>
    /// <exception cref="UserError">One of them is loaded already in a version that is too old.</exception>
    public static void Check()
    {
        var own = typeof(LoadOrder).Assembly;
        var needs = own.GetCustomAttributes<AssemblyMetadataAttribute>().Where(version => s_shared.ContainsKey(version.Key));
        var loaded = AssemblyLoadContext.GetLoadContext(own)!.Assemblies.ToLookup(assembly => assembly.GetName().Name!);
        foreach (var need in needs)
        {
            if (loaded[need.Key].FirstOrDefault() is { } there && VersionOf(there) is var version && version < Version.Parse(need.Value!))
            {
                throw Refusal(need.Key, version, need.Value!);
            }
        }
    }

    // The assembly version of Microsoft.Data.Analysis is 1.0.0.0 in every release; the informational one is the package's.
    private static Version VersionOf(Assembly assembly)
    {
        var text = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('-', '+')[0];
        return Version.TryParse(text, out var version) ? version : assembly.GetName().Version!;
    }

    private static UserError Refusal(string name, Version old, string needed) => new(
        ErrorCodes.LoadOrder,
        $"{name} {old} is loaded already, and NotebookSqlAuth needs {needed}.",
        $"A package that brings the older one, as {s_shared[name].Package} does, was loaded first; a running notebook cannot exchange it.",
        $"Restart the kernel and load them in this order: #r \"nuget: NotebookSqlAuth\", then {s_shared[name].Line}.");

    // What brings an older one, and the line that loads it in its turn.
    private sealed record Bringer(string Package, string Line);
}
