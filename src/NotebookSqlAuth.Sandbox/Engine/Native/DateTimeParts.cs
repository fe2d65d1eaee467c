using System.Globalization;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Date parts under US English settings: weeks begin on Sunday (DATEFIRST 7).</summary>
internal static class DateTimeParts
{
    /// <summary>https://learn.microsoft.com/sql/t-sql/functions/datepart-transact-sql: names and abbreviations.</summary>
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["year"] = "year", ["yy"] = "year", ["yyyy"] = "year",
        ["quarter"] = "quarter", ["qq"] = "quarter", ["q"] = "quarter",
        ["month"] = "month", ["mm"] = "month", ["m"] = "month",
        ["dayofyear"] = "dayofyear", ["dy"] = "dayofyear", ["y"] = "dayofyear",
        ["day"] = "day", ["dd"] = "day", ["d"] = "day",
        ["week"] = "week", ["wk"] = "week", ["ww"] = "week",
        ["weekday"] = "weekday", ["dw"] = "weekday", ["w"] = "weekday",
        ["hour"] = "hour", ["hh"] = "hour",
        ["minute"] = "minute", ["mi"] = "minute", ["n"] = "minute",
        ["second"] = "second", ["ss"] = "second", ["s"] = "second",
        ["millisecond"] = "millisecond", ["ms"] = "millisecond",
        ["iso_week"] = "iso_week", ["isowk"] = "iso_week", ["isoww"] = "iso_week",
    };

    /// <summary>The part's full name; null for a part that the sandbox does not know.</summary>
    public static string? Canonical(string name) => Names.GetValueOrDefault(name);

    public static int Of(string part, DateTime time) => part switch
    {
        "year" => time.Year,
        "quarter" => ((time.Month - 1) / 3) + 1,
        "month" => time.Month,
        "dayofyear" => time.DayOfYear,
        "day" => time.Day,
        "week" => ((time.DayOfYear - 1 + (int)new DateTime(time.Year, 1, 1).DayOfWeek) / 7) + 1,
        "weekday" => (int)time.DayOfWeek + 1,
        "hour" => time.Hour,
        "minute" => time.Minute,
        "second" => time.Second,
        "millisecond" => time.Millisecond,
        "iso_week" => ISOWeek.GetWeekOfYear(time),
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    public static string Name(string part, DateTime time) => part switch
    {
        "month" => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(time.Month),
        "weekday" => CultureInfo.InvariantCulture.DateTimeFormat.GetDayName(time.DayOfWeek),
        _ => Of(part, time).ToString(CultureInfo.InvariantCulture),
    };

    public static DateTime Add(string part, long amount, DateTime time) => part switch
    {
        "year" => time.AddMonths(checked((int)amount * 12)),
        "quarter" => time.AddMonths(checked((int)amount * 3)),
        "month" => time.AddMonths(checked((int)amount)),
        "day" or "dayofyear" or "weekday" => time.AddTicks(checked(amount * TimeSpan.TicksPerDay)),
        "week" => time.AddTicks(checked(amount * 7 * TimeSpan.TicksPerDay)),
        "hour" => time.AddTicks(checked(amount * TimeSpan.TicksPerHour)),
        "minute" => time.AddTicks(checked(amount * TimeSpan.TicksPerMinute)),
        "second" => time.AddTicks(checked(amount * TimeSpan.TicksPerSecond)),
        "millisecond" => time.AddTicks(checked(amount * TimeSpan.TicksPerMillisecond)),
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    /// <summary>Counts the boundaries crossed, whatever lies beside them.</summary>
    public static int Difference(string part, long startTicks, long endTicks)
    {
        var (start, end) = (new DateTime(startTicks), new DateTime(endTicks));
        var crossed = part switch
        {
            "year" => end.Year - start.Year,
            "quarter" => (end.Year * 4) + Of("quarter", end) - (start.Year * 4) - Of("quarter", start),
            "month" => (end.Year * 12) + end.Month - (start.Year * 12) - start.Month,
            "day" or "dayofyear" or "weekday" => Boundaries(TimeSpan.TicksPerDay),

            // 0001-01-01 was a Monday: a day on, weeks begin on Sunday.
            "week" => ((endTicks + TimeSpan.TicksPerDay) / (7 * TimeSpan.TicksPerDay)) - ((startTicks + TimeSpan.TicksPerDay) / (7 * TimeSpan.TicksPerDay)),
            "hour" => Boundaries(TimeSpan.TicksPerHour),
            "minute" => Boundaries(TimeSpan.TicksPerMinute),
            "second" => Boundaries(TimeSpan.TicksPerSecond),
            "millisecond" => Boundaries(TimeSpan.TicksPerMillisecond),
            _ => throw new ArgumentOutOfRangeException(nameof(part)),
        };
        return crossed is >= int.MinValue and <= int.MaxValue
            ? (int)crossed
            : throw NativeError.Exception(
                535,
                16,
                "The datediff function resulted in an overflow. The number of dateparts separating two date/time instances is too large. Try to use datediff with a less precise datepart.");

        long Boundaries(long unit) => (endTicks / unit) - (startTicks / unit);
    }
}
