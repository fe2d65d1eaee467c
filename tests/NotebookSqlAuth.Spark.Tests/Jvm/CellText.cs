using System.Data.SqlTypes;
using System.Globalization;

namespace NotebookSqlAuth.Spark.Tests.Jvm;

/// <summary>What Spark should hold for a value of SQL Server, by the published type table, as the Java program writes cells.</summary>
internal static class CellText
{
    public static string? Of(object? value) => value switch
    {
        null => null,
        bool bit => bit ? "true" : "false",
        float number => BitConverter.SingleToUInt32Bits(number).ToString("x", CultureInfo.InvariantCulture),
        double number => BitConverter.DoubleToUInt64Bits(number).ToString("x", CultureInfo.InvariantCulture),
        SqlDecimal number => number.ToString(),
        decimal number => number.ToString("F4", CultureInfo.InvariantCulture),
        DateOnly date => (date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber).ToString(CultureInfo.InvariantCulture),
        DateTime local => Microseconds(local),
        DateTimeOffset instant => Microseconds(instant.UtcDateTime),
        TimeSpan time => time.ToString(@"hh\:mm\:ss\.fffffff", CultureInfo.InvariantCulture),
        Guid id => id.ToString().ToUpperInvariant(),
        byte[] bytes => Convert.ToHexStringLower(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string Microseconds(DateTime time) =>
        ((time.Ticks / TimeSpan.TicksPerMicrosecond) - (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond)).ToString(CultureInfo.InvariantCulture);
}
