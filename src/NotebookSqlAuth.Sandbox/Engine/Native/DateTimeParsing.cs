using System.Globalization;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Reads dates and times from text in the forms whose meaning no setting changes, and the US form that SQL Server defaults to.</summary>
internal static class DateTimeParsing
{
    private static readonly string[] Days = ["yyyy-M-d", "yyyyMMdd", "yyyy/M/d", "M/d/yyyy", "M-d-yyyy"];

    private static readonly string[] Times =
        ["", " H:m", " H:m:s", " H:m:s.FFFFFFF", " h:mtt", " h:m tt", " h:m:s tt", " h:m:stt"];

    private static readonly string[] IsoForms = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm"];

    private static readonly string[] Forms = [.. IsoForms, .. from day in Days from time in Times select day + time];

    /// <summary>Reads text for a target that <see cref="Target"/> named; the result lies on the target's grid.</summary>
    /// <remarks>A form that is not listed but might be a date is refused by name, since SQL Server might read it.</remarks>
    public static long Parse(string text, string target)
    {
        var trimmed = text.Trim(' ');
        if (trimmed.Length == 0)
        {
            return TickArithmetic.DateTimeBase;
        }

        if (!DateTime.TryParseExact(trimmed, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            throw LooksLikeDate(trimmed)
                ? NativeError.Exception(241, 16, "Conversion failed when converting date and/or time from character string.")
                : NativeError.NotSupported($"the date format of '{text}'");
        }

        if (target == "datetime")
        {
            if (FractionDigits(trimmed) > 3)
            {
                throw NativeError.Exception(241, 16, "Conversion failed when converting date and/or time from character string.");
            }

            if (time.Ticks < TickArithmetic.DateTimeMinimum)
            {
                throw NativeError.Exception(
                    242, 16, "The conversion of a varchar data type to a datetime data type resulted in an out-of-range value.");
            }
        }

        return Snap(time.Ticks, target);
    }

    public static long Snap(long ticks, string target) => target switch
    {
        "date" => ticks / TimeSpan.TicksPerDay * TimeSpan.TicksPerDay,
        "datetime" => TickArithmetic.SnapToThreeHundredths(ticks),
        _ => TickArithmetic.SnapToScale(ticks, target[^1] - '0'),
    };

    /// <summary>How a target is named to this class: date, datetime, or datetime2 and its scale's digit.</summary>
    public static string Target(SqlDataType type) =>
        type.Code == SqlTypeCode.DateTime2 ? "datetime2" + (char)('0' + type.Scale) : TSqlTypes.BaseName(type);

    private static int FractionDigits(string text)
    {
        var point = text.LastIndexOf('.');
        return point < 0 ? 0 : text.Skip(point + 1).TakeWhile(char.IsAsciiDigit).Count();
    }

    /// <summary>Digits in one of the listed shapes, but no such day or hour; or no digit at all.</summary>
    private static bool LooksLikeDate(string text) =>
        !text.Any(char.IsAsciiDigit) || (text.Length >= 8 && text[..8].All(char.IsAsciiDigit)) || (text.Length >= 5 && text[4] == '-' && text[..4].All(char.IsAsciiDigit));
}
