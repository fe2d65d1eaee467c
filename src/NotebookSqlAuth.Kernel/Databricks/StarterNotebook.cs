namespace NotebookSqlAuth.Kernel.Databricks;

/// <summary>The notebook that a Databricks user opens first, in the workspace's source format.</summary>
internal static class StarterNotebook
{
    /// <summary>Its file's name.</summary>
    public const string FileName = "notebook-sql-starter.py";

    /// <summary>Its text.</summary>
    /// <param name="uploaded">The folder that wheel and tool are uploaded to, as the driver sees it.</param>
    /// <param name="target">What `#!sql-connect` is given; empty for what the environment says.</param>
    public static string Text(string uploaded, string target)
    {
        using var stream = typeof(StarterNotebook).Assembly.GetManifestResourceStream("databricks/starter.py")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n")
            .Replace("{wheel}", $"{uploaded}/{PythonPackage.WheelName}", StringComparison.Ordinal)
            .Replace("{tool}", $"{uploaded}/{Pack.ToolName}", StringComparison.Ordinal)
            .Replace("{target}", target, StringComparison.Ordinal);
    }
}
