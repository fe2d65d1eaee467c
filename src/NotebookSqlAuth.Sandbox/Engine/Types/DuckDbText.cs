using System.Data.SqlTypes;
using System.Globalization;
using System.Text;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Writes values and names so that DuckDB can only read them as values and names.</summary>
internal static class DuckDbText
{
    public static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A string constant. DuckDB's only escape is the doubled quote; a NUL would end the statement's text, so it goes as chr(0).</summary>
    public static string String(string value)
    {
        var pieces = value.Split('\0').Select(piece => $"'{piece.Replace("'", "''", StringComparison.Ordinal)}'");
        return $"CAST(({string.Join(" || chr(0) || ", pieces)}) AS VARCHAR)";
    }

    /// <summary>A typed constant from the CLR value that <see cref="SqlTypeCode"/> names; null gives a typed NULL.</summary>
    public static TypedSql Constant(object? value, SqlDataType type)
    {
        var duckDbName = TSqlTypes.DuckDbName(type)
            ?? throw SqlErrors.NotSupported($"{TSqlTypes.BaseName(type)} in an expression", 1);
        var text = value is null ? $"CAST(NULL AS {duckDbName})" : Text(value, type, duckDbName);
        return new TypedSql(text, type, Nullable: true) { IsConstant = true };
    }

    private static string Text(object value, SqlDataType type, string duckDbName) => value switch
    {
        bool flag => flag ? "true" : "false",
        string text => String(text),
        DateTime time => Cast(TicksOf(time, type), duckDbName),
        DateOnly date => $"DATE '{date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'",
        Guid guid => Cast(guid.ToString("D"), duckDbName),
        SqlDecimal exact => Cast(exact.ToString(), duckDbName),
        double number => Cast(number.ToString("R", CultureInfo.InvariantCulture), duckDbName),
        float number => Cast(number.ToString("R", CultureInfo.InvariantCulture), duckDbName),
        byte[] bytes => $"CAST('{Escape(bytes)}' AS BLOB)",
        IFormattable number => Cast(number.ToString(null, CultureInfo.InvariantCulture), duckDbName),
        _ => throw new ArgumentException($"A {value.GetType()} is no value of a SQL Server type.", nameof(value)),
    };

    /// <summary>A datetime's ticks snap to the 1/300 s that it counts; a datetime2's to its scale.</summary>
    private static string TicksOf(DateTime time, SqlDataType type) =>
        TickArithmetic.Snap(time.Ticks, type).ToString(CultureInfo.InvariantCulture);

    private static string Cast(string text, string duckDbName) => $"CAST('{text}' AS {duckDbName})";

    private static string Escape(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length * 4);
        foreach (var value in bytes)
        {
            text.Append("\\x").Append(value.ToString("X2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
