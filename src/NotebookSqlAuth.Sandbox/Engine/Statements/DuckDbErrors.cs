using System.Text.RegularExpressions;
using DuckDB.NET.Data;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>What went wrong inside DuckDB, as SQL Server would say it.</summary>
internal static partial class DuckDbErrors
{
    public static SqlServerException Translate(DuckDBException error, int line)
    {
        var message = error.Message;
        if (NativeError.Decode(message, line) is { } ours)
        {
            return new SqlServerException(ours);
        }

        if (message.Contains("More than one row returned by a subquery", StringComparison.Ordinal))
        {
            return SqlErrors.Error(
                512, 16, "Subquery returned more than 1 value. This is not permitted when the subquery follows =, !=, <, <= , >, >= or when the subquery is used as an expression.", line);
        }

        return OutOfRange(message, line) ?? SqlErrors.Engine(message.Split('\n')[0], line);
    }

    private static SqlServerException? OutOfRange(string message, int line)
    {
        if (Cast().Match(message) is { Success: true } cast)
        {
            var target = TypeName(cast.Groups["target"].Value);
            var value = cast.Groups["value"].Value;
            return (cast.Groups["source"].Value, target) switch
            {
                ("DOUBLE" or "FLOAT", _) => SqlErrors.Error(232, 16, $"Arithmetic overflow error for type {target}, value = {value}.", line, 3),
                (_, "tinyint" or "smallint") => SqlErrors.Error(220, 16, $"Arithmetic overflow error for data type {target}, value = {value}.", line),
                _ => Overflow("expression", target, line),
            };
        }

        if (Operation().Match(message) is { Success: true } operation)
        {
            return Overflow("expression", TypeName(operation.Groups["type"].Value), line);
        }

        if (Narrowing().Match(message) is { Success: true } narrowing)
        {
            return Overflow("expression", TypeName(narrowing.Groups["target"].Value), line);
        }

        if (Abs().Match(message) is { Success: true } abs)
        {
            return Overflow("expression", abs.Groups["value"].Value == "-2147483648" ? "int" : "bigint", line);
        }

        return message.Contains("DECIMAL", StringComparison.Ordinal) && Range().IsMatch(message)
            ? Overflow("expression", "numeric", line)
            : null;
    }

    private static SqlServerException Overflow(string source, string target, int line) =>
        SqlErrors.Error(8115, 16, $"Arithmetic overflow error converting {source} to data type {target}.", line, 2);

    private static string TypeName(string duckDbName) => duckDbName switch
    {
        "UINT8" => "tinyint",
        "INT16" => "smallint",
        "INT32" => "int",
        "INT64" => "bigint",
        "FLOAT" => "real",
        "DOUBLE" => "float",
        _ => "numeric",
    };

    [GeneratedRegex(@"Type (?<source>\w+)(\(\d+,\d+\))? with value (?<value>\S+) can't be cast because the value is out of range for the destination type (?<target>\w+)")]
    private static partial Regex Cast();

    [GeneratedRegex(@"Overflow in \w+ of (?<type>\w+)")]
    private static partial Regex Operation();

    [GeneratedRegex(@"(Failed to cast decimal value|Could not convert string) \S+ to (type )?(?<target>U?INT\d+)")]
    private static partial Regex Narrowing();

    [GeneratedRegex(@"Overflow on abs\((?<value>-\d+)\)")]
    private static partial Regex Abs();

    [GeneratedRegex("out of range|Could not (cast|convert)|[Oo]verflow")]
    private static partial Regex Range();
}
