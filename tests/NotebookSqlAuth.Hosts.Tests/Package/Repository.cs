namespace NotebookSqlAuth.Hosts.Tests.Package;

/// <summary>Where this build came from.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Debug or Release, as these tests were built.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>What a project of src built: bin/CONFIGURATION/FRAMEWORK/FILE.</summary>
    public static string Built(string project, string framework, string file) =>
        Path.Combine(Root, "src", project, "bin", Configuration, framework, file);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "NotebookSqlAuth.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("These tests run from within the repository.");
        }

        return folder.FullName;
    }
}
