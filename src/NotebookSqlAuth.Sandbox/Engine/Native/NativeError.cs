using System.Globalization;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Carries a SQL Server error through DuckDB, which knows messages only.</summary>
internal static class NativeError
{
    private const string Mark = "NSA-T-SQL|";

    public static string Encode(int number, byte severity, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{Mark}{number}|{severity}|{text}");

    public static InvalidOperationException Exception(int number, byte severity, string text) => new(Encode(number, severity, text));

    /// <summary>What the sandbox refuses, found out while DuckDB runs.</summary>
    public static InvalidOperationException NotSupported(string what) =>
        Exception(SqlErrors.NotSupportedNumber, 16, SqlErrors.NotSupportedText(what));

    /// <summary>Reads it back out of whatever DuckDB wrote around it; null when the message carries none.</summary>
    public static SqlServerMessage? Decode(string message, int line)
    {
        var start = message.IndexOf(Mark, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var parts = message[(start + Mark.Length)..].Split('|', 3);
        return new SqlServerMessage(
            int.Parse(parts[0], CultureInfo.InvariantCulture), byte.Parse(parts[1], CultureInfo.InvariantCulture), 1, parts[2], line);
    }
}
