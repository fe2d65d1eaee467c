using System.Globalization;

namespace NotebookSqlAuth.Display;

/// <summary>Counts and durations as people read them, the same in every culture.</summary>
internal static class Amounts
{
    /// <summary><c>1 row</c>, <c>100,000 rows</c>.</summary>
    public static string Count(long number, string noun) =>
        number.ToString("N0", CultureInfo.InvariantCulture) + " " + noun + (number == 1 ? "" : "s");

    /// <summary><c>512 bytes</c>, <c>3.4 MB</c>; a megabyte is a million bytes.</summary>
    public static string Bytes(long number) => number switch
    {
        < 1000 => Count(number, "byte"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{number / 1e3:0.0} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{number / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{number / 1e9:0.00} GB"),
    };

    /// <summary><c>0.42 s</c>, <c>12.3 s</c>, <c>3 min 05 s</c>.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 10 => time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) + " s",
        < 60 => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalMinutes} min {time.Seconds:00} s"),
    };

    /// <summary>A moment, UTC, to the second.</summary>
    public static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
