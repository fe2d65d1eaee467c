using DuckDB.NET.Data;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Teaches a DuckDB instance the functions whose answers must be SQL Server's to the digit. NULL in any argument gives NULL.</summary>
internal static class NativeFunctions
{
    /// <summary>Small enough that a macro says it: keys for comparing, dates out of ticks.</summary>
    private static readonly string[] Macros =
    [
        // Equality in the usual collation: no difference of case, none of trailing blanks.
        "CREATE MACRO t_key(x) AS lower(rtrim(x, ' '))",

        // Order in the usual collation: accents weigh after letters, apostrophes and hyphens last of all.
        "CREATE MACRO t_sort(x) AS lower(strip_accents(replace(replace(rtrim(x, ' '), '''', ''), '-', ''))) || chr(1) || lower(rtrim(x, ' '))",
        "CREATE MACRO t_date(ticks) AS DATE '0001-01-01' + CAST(ticks // 864000000000 AS INTEGER)",
        "CREATE MACRO t_ticks(day) AS CAST(day - DATE '0001-01-01' AS BIGINT) * 864000000000",
        $"CREATE MACRO t_divisor(x) AS CASE WHEN x = 0 THEN error('{NativeError.Encode(8134, 16, "Divide by zero error encountered.")}') ELSE x END",
    ];

    public static void Register(DuckDBConnection connection)
    {
        TextFunctions.Register(connection);
        ConversionFunctions.Register(connection);
        DateTimeFunctions.Register(connection);
        DecimalFunctions.Register(connection);
        NumberFunctions.Register(connection);
        foreach (var macro in Macros)
        {
            using var command = connection.CreateCommand();
            command.CommandText = macro;
            command.ExecuteNonQuery();
        }
    }
}
