using System.Diagnostics.CodeAnalysis;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>SQL Server's messages and DuckDB's functions write names in lower case.</summary>
internal static class LowerCase
{
    [SuppressMessage("Globalization", "CA1308:Normalize strings to uppercase", Justification = "The result is shown or is a function's name; nothing is compared by it.")]
    public static string Lower(this string name) => name.ToLowerInvariant();
}
