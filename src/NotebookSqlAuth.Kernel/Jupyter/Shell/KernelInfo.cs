using System.Reflection;
using System.Text.Json.Nodes;
using NotebookSqlAuth.Kernel.Jupyter.Wire;

namespace NotebookSqlAuth.Kernel.Jupyter.Shell;

/// <summary>Says what this kernel is.</summary>
internal static class KernelInfo
{
    /// <summary>The language's name, in replies and in kernel.json.</summary>
    public const string Language = "C#";

    private static readonly string Version = typeof(KernelInfo).Assembly.GetName().Version!.ToString(3);

    /// <summary>The reply's content, made anew.</summary>
    public static JsonObject Content() => new()
    {
        ["protocol_version"] = MessageWriter.ProtocolVersion,
        ["implementation"] = "notebook-sql",
        ["implementation_version"] = Version,
        ["language_info"] = new JsonObject
        {
            ["name"] = Language,
            ["version"] = "14.0",
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
            ["codemirror_mode"] = "text/x-csharp",
        },
        ["banner"] = $"NotebookSqlAuth {Version}: C#, and rows from Azure SQL as yourself. #!lsmagic lists the magics.",
        ["debugger"] = false,
        ["help_links"] = new JsonArray(),
        ["supported_features"] = new JsonArray("kernel subshells"),
    };
}
