using System.Text.RegularExpressions;

namespace NotebookSqlAuth.Interactive;

/// <summary>Plain text as Markdown that shows it as it is.</summary>
internal static partial class Markdown
{
    /// <summary>Each line a line.</summary>
    public static string OfLines(string text) => Special().Replace(text, @"\$0").Replace("\n", "  \n", StringComparison.Ordinal);

    // CommonMark 0.31, section 2.4: any of these may stand behind a backslash.
    [GeneratedRegex(@"[\\`*_{}\[\]<>()#+\-!|~&]")]
    private static partial Regex Special();
}
