namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Rounds counts of 100 ns to what a date and time type keeps.</summary>
internal static class TickArithmetic
{
    /// <summary>datetime begins here (https://learn.microsoft.com/sql/t-sql/data-types/datetime-transact-sql).</summary>
    public static readonly long DateTimeMinimum = new DateTime(1753, 1, 1).Ticks;

    /// <summary>What an integer counts days from, and what an empty text means.</summary>
    public static readonly long DateTimeBase = new DateTime(1900, 1, 1).Ticks;

    /// <summary>Rounds to the type's own grid: 1/300 s for datetime, the scale's digits for datetime2.</summary>
    public static long Snap(long ticks, SqlDataType type) =>
        type.Code == SqlTypeCode.DateTime ? SnapToThreeHundredths(ticks) : SnapToScale(ticks, type.Scale);

    public static long SnapToScale(long ticks, int scale)
    {
        var unit = 1L;
        for (var digit = scale; digit < 7; digit++)
        {
            unit *= 10;
        }

        return Math.Min((ticks + (unit / 2)) / unit * unit, DateTime.MaxValue.Ticks / unit * unit);
    }

    public static long SnapToThreeHundredths(long ticks)
    {
        var (days, ofDay) = Math.DivRem(ticks, TimeSpan.TicksPerDay);
        var threeHundredths = ((ofDay * 3) + 50_000) / 100_000;
        return (days * TimeSpan.TicksPerDay) + (((threeHundredths * 100_000) + 1) / 3);
    }

    /// <summary>What a client shows of a datetime: whole milliseconds ending in 0, 3 or 7.</summary>
    public static long ToMilliseconds(long ticks) =>
        (ticks + (TimeSpan.TicksPerMillisecond / 2)) / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond;
}
