using System.Buffers;
using System.Globalization;
using DuckDB.NET.Data;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Conversions from text: the text, its type and the target type as messages name them.</summary>
internal static class ConversionFunctions
{
    private const NumberStyles Exact =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    public static void Register(DuckDBConnection connection)
    {
        NativeFunction.Add<string, string, string, long>(connection, "t_to_integer", ToInteger);
        NativeFunction.Add<string, string, string, long>(connection, "t_to_bit", ToBit);
        NativeFunction.Add<string, string, string, double>(connection, "t_to_float", ToFloat);
        NativeFunction.Add<string, string, string, string>(connection, "t_to_numeric", ToNumeric);
        NativeFunction.Add<string, string>(connection, "t_to_guid", ToGuid);
    }

    private static long ToInteger(string text, string source, string target)
    {
        var digits = text.Trim(' ');
        if (digits.Length == 0)
        {
            return 0;
        }

        if (digits.AsSpan().TrimStart("+-").ContainsAnyExceptInRange('0', '9') || !char.IsAsciiDigit(digits[^1]))
        {
            throw Failed(text, source, target);
        }

        var (lowest, highest) = target switch
        {
            "tinyint" => (byte.MinValue, byte.MaxValue),
            "smallint" => (short.MinValue, short.MaxValue),
            "int" => (int.MinValue, int.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= lowest && value <= highest
            ? value
            : throw Overflowed(text, source, target);
    }

    private static InvalidOperationException Overflowed(string text, string source, string target) => target switch
    {
        // https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors: 244, 248, 8115.
        "tinyint" or "smallint" => NativeError.Exception(
            244, 16, $"The conversion of the {source} value '{text}' overflowed an {(target == "tinyint" ? "INT1" : "INT2")} column. Use a larger integer column."),
        "int" => NativeError.Exception(248, 16, $"The conversion of the {source} value '{text}' overflowed an int column."),
        _ => NativeError.Exception(8115, 16, $"Arithmetic overflow error converting expression to data type {target}."),
    };

    private static long ToBit(string text, string source, string target) => text.Trim(' ').ToUpperInvariant() switch
    {
        "TRUE" => 1,
        "FALSE" => 0,
        _ => ToInteger(text, source, "bit") == 0 ? 0 : 1,
    };

    private static double ToFloat(string text, string source, string target)
    {
        var number = text.Trim(' ');
        if (number.Length == 0)
        {
            return 0;
        }

        var isNumber = double.TryParse(number, Exact | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            && !char.IsAsciiLetter(number[^1]);
        return isNumber && double.IsFinite(value)
            ? value
            : throw NativeError.Exception(8114, 16, $"Error converting data type {source} to {target}.");
    }

    /// <summary>Checks that it is a plain decimal number; DuckDB then rounds it to the target's scale.</summary>
    private static string ToNumeric(string text, string source, string target)
    {
        var number = text.Trim(' ');
        var digits = number.AsSpan().TrimStart("+-");
        var isNumber = number.Length - digits.Length <= 1 && digits.ContainsAnyInRange('0', '9') && digits.Count('.') <= 1
            && !digits.ContainsAnyExcept(Digits);
        return isNumber
            ? number
            : throw NativeError.Exception(8114, 16, $"Error converting data type {source} to {target}.");
    }

    private static string ToGuid(string text)
    {
        var braced = text.StartsWith('{');
        var digits = braced ? text.AsSpan(1) : text;
        return digits.Length >= 36 && Guid.TryParseExact(digits[..36], "D", out var guid) && (!braced || (digits.Length > 36 && digits[36] == '}'))
            ? guid.ToString("D")
            : throw NativeError.Exception(8169, 16, "Conversion failed when converting from a character string to uniqueidentifier.");
    }

    private static InvalidOperationException Failed(string text, string source, string target) =>
        NativeError.Exception(245, 16, $"Conversion failed when converting the {source} value '{text}' to data type {target}.");
}
