namespace NotebookSqlAuth.Kernel.Jupyter.Specs;

/// <summary>How another program starts this tool again.</summary>
/// <param name="Program">What comes before the tool's own arguments.</param>
/// <param name="Environment">What has to be set.</param>
internal sealed record ToolLaunch(IReadOnlyList<string> Program, IReadOnlyDictionary<string, string> Environment)
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The way in which this process was started, with full paths.</summary>
    public static ToolLaunch Current()
    {
        var self = System.Environment.ProcessPath!;
        var dll = typeof(ToolLaunch).Assembly.Location;
        if (DotnetRoot() is not { } root)
        {
            // Self-contained: it brings its own runtime.
            return new ToolLaunch([self], Nothing);
        }

        var dotnet = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        var isShim = Path.GetFileNameWithoutExtension(self) != "dotnet"
            && Path.GetDirectoryName(self) != Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);

        // An installed tool's shim stays where it is when the tool is updated; the folder of its files does not. It needs to be
        // told where .NET is, which a front end that a desktop starts does not know.
        return isShim || dll.Length == 0 || !File.Exists(dotnet)
            ? new ToolLaunch([self], new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_ROOT"] = root })
            : new ToolLaunch([dotnet, dll], Nothing);
    }

    // ROOT/shared/Microsoft.NETCore.App/VERSION/System.Private.CoreLib.dll, where the runtime is a shared one.
    private static string? DotnetRoot()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var shared = Path.GetDirectoryName(Path.GetDirectoryName(framework));
        return Path.GetFileName(shared) == "shared" ? Path.GetDirectoryName(shared) : null;
    }
}
