using System.Globalization;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>CONVERT's styles from dates to text.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/cast-and-convert-transact-sql#date-and-time-styles</remarks>
internal static class DateTimeText
{
    /// <summary>The styles that the sandbox knows. Without a style, datetime takes 0, the newer types 121.</summary>
    public static bool IsKnown(int style) => Day(style) is not null;

    public static string Format(long ticks, string type, int style)
    {
        var time = new DateTime(type == "datetime" ? TickArithmetic.ToMilliseconds(ticks) : ticks);
        var day = time.ToString(Day(style), CultureInfo.InvariantCulture);
        if (style is 0 or 100)
        {
            var date = $"{time.ToString("MMM", CultureInfo.InvariantCulture)} {time.Day,2} {time.Year:0000}";
            return type == "date" ? date : $"{date} {time.ToString("%h", CultureInfo.InvariantCulture),2}:{time.ToString("mmtt", CultureInfo.InvariantCulture)}";
        }

        var separator = style switch
        {
            20 or 120 or 21 or 121 => " ",
            126 => "T",
            _ => null,
        };
        if (type == "date" || separator is null)
        {
            return style is 8 or 108 && type == "date" ? "00:00:00" : day;
        }

        return day + separator + time.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + Fraction(time, type, style);
    }

    private static string Fraction(DateTime time, string type, int style)
    {
        if (style is 20 or 120)
        {
            return string.Empty;
        }

        var digits = type == "datetime" ? 3 : type[^1] - '0';

        // Style 126 leaves a datetime's zero milliseconds out.
        if (digits == 0 || (style == 126 && type == "datetime" && time.Millisecond == 0))
        {
            return string.Empty;
        }

        return "." + (time.Ticks % TimeSpan.TicksPerSecond).ToString("0000000", CultureInfo.InvariantCulture)[..digits];
    }

    private static string? Day(int style) => style switch
    {
        0 or 100 => "MMM",
        1 => "MM/dd/yy",
        101 => "MM/dd/yyyy",
        102 => "yyyy.MM.dd",
        103 => "dd/MM/yyyy",
        104 => "dd.MM.yyyy",
        105 => "dd-MM-yyyy",
        110 => "MM-dd-yyyy",
        111 => "yyyy/MM/dd",
        112 => "yyyyMMdd",
        8 or 108 => "HH:mm:ss",
        20 or 120 or 21 or 121 or 23 or 126 => "yyyy-MM-dd",
        _ => null,
    };
}
