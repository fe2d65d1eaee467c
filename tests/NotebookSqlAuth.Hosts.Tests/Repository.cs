namespace NotebookSqlAuth.Hosts.Tests;

/// <summary>Where this build came from.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Debug or Release, as these tests were built.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>What a project of src built: bin/CONFIGURATION/FRAMEWORK/FILE.</summary>
    public static string Built(string project, string framework, string file) =>
        PathOf("src", project, "bin", Configuration, framework, file);

    /// <summary>A file or folder of the repository.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

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
