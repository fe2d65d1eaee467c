using System.Globalization;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>A C# value as the JVM's object of the same meaning, exact to Spark's microsecond.</summary>
internal static class JvmValue
{
    private const string LocalFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff";

    /// <param name="driver">Where the object is made.</param>
    /// <param name="name">The argument's name, for the error.</param>
    /// <param name="value">Null is NULL.</param>
    /// <exception cref="UserError">A type that Spark has no literal for.</exception>
    public static object? Of(Driver driver, string name, object? value) => value switch
    {
        null or DBNull => null,
        string or bool or int or long or double or byte[] => value,
        char letter => letter.ToString(),
        byte number => (int)number,
        sbyte number => (int)number,
        short number => (int)number,
        ushort number => (int)number,
        uint number => (long)number,
        float number => (double)number,
        ulong number => driver.New("java.math.BigDecimal", number.ToString(CultureInfo.InvariantCulture)),
        decimal number => driver.New("java.math.BigDecimal", number.ToString(CultureInfo.InvariantCulture)),
        Guid id => id.ToString("D").ToUpperInvariant(), // As Spark holds it: see the type table.
        DateOnly date => driver.Static("java.time.LocalDate", "parse", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTimeOffset instant => Instant(driver, instant.UtcDateTime),
        DateTime { Kind: DateTimeKind.Unspecified } local => driver.Static("java.time.LocalDateTime", "parse", local.ToString(LocalFormat, CultureInfo.InvariantCulture)),
        DateTime instant => Instant(driver, instant.ToUniversalTime()),
        TimeSpan span => driver.Static("java.time.Duration", "parse", IsoText(span)),
        _ => throw new UserError(
            ErrorCodes.SparkArgumentNotSupported,
            $"The argument {name} cannot go to Spark.",
            $"It is a {value.GetType().Name}, which Spark has no literal for.",
            "Put its value into a bool, a number, a string, a Guid, a byte[], a DateTime, DateOnly, DateTimeOffset or TimeSpan."),
    };

    /// <summary>ISO 8601's seconds, cut to microseconds towards the past, as Spark's own casts do.</summary>
    private static string IsoText(TimeSpan span)
    {
        var microseconds = Math.Floor(span.Ticks / (decimal)TimeSpan.TicksPerMicrosecond);
        return string.Create(CultureInfo.InvariantCulture, $"PT{microseconds / 1_000_000:0.000000}S");
    }

    private static object? Instant(Driver driver, DateTime utc) =>
        driver.Static("java.time.Instant", "parse", utc.ToString(LocalFormat, CultureInfo.InvariantCulture) + "Z");
}
