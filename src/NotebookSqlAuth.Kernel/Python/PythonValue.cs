using System.Globalization;
using System.Text.Json.Nodes;

namespace NotebookSqlAuth.Kernel.Python;

/// <summary>Values of Python's variables as .NET values and back. Numbers travel as text, so that none loses a digit on the way.</summary>
internal static class PythonValue
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff";

    /// <summary>Reads what the package sent: int, float, Decimal, bool, str, datetime, date, UUID or None.</summary>
    /// <exception cref="Errors.UserError">Python holds more than the type that SQL knows.</exception>
    public static object? Read(string name, JsonObject answer)
    {
        var text = (string?)answer["value"] ?? "";
        return (string?)answer["type"] switch
        {
            "None" => null,
            "int" => Integer(name, text),
            "float" => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
            "Decimal" => Exact(name, text),
            "bool" => text == "True",
            "str" => text,
            "datetime" => DateTime.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None),
            "UUID" => Guid.Parse(text),
            _ => throw PythonError.NotTaken(name, (string?)answer["type"] ?? "object"),
        };
    }

    /// <summary>Writes a value for Python.</summary>
    public static JsonObject Write(string name, object? value)
    {
        var (type, text) = value switch
        {
            null => ("None", ""),
            int or long => ("int", Convert.ToString(value, CultureInfo.InvariantCulture)!),
            double number => ("float", number.ToString("R", CultureInfo.InvariantCulture)),
            decimal number => ("Decimal", number.ToString(CultureInfo.InvariantCulture)),
            bool flag => ("bool", flag ? "True" : "False"),
            string letters => ("str", letters),
            DateTime time => ("datetime", time.ToString(TimeFormat, CultureInfo.InvariantCulture)),
            Guid id => ("UUID", id.ToString()),
            _ => throw PythonError.NotTaken(name, value.GetType().Name),
        };
        return new JsonObject { ["type"] = type, ["value"] = text };
    }

    // An int where it is one, as a C# literal would be; SQL Server's plans and index seeks depend on it.
    private static object Integer(string name, string text)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small))
        {
            return small;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large)
            ? large
            : throw PythonError.OutOfRange(name, "The number is beyond a bigint: 64 bits.", "Use a Decimal of at most 28 digits, or text.");
    }

    private static decimal Exact(string name, string text)
    {
        const string Next = "Round it, or bind its text and convert it in the SQL: `CAST(@x AS decimal(38, 10))`.";
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            throw PythonError.OutOfRange(name, "The Decimal is not a number, or beyond 28 digits.", Next);
        }

        // .NET rounds what has more digits than it holds, without a word: the digits that count must be those that were sent.
        return Digits(value.ToString(CultureInfo.InvariantCulture)) == Digits(text)
            ? value
            : throw PythonError.OutOfRange(name, "The Decimal has more digits than the 28 that travel.", Next);
    }

    private static string Digits(string text) => text.TrimStart('-', '+').Replace(".", "", StringComparison.Ordinal).Trim('0');
}
