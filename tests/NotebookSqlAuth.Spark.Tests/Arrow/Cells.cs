using System.Globalization;
using NotebookSqlAuth.Frames;

namespace NotebookSqlAuth.Spark.Tests.Arrow;

/// <summary>Cells as text that tells each bit of a value apart.</summary>
internal static class Cells
{
    /// <summary>What a cell of a frame is to be after the way to Spark and back, by the documented rules.</summary>
    internal static string? Expected(object? value, SqlColumn? sql = null) => value switch
    {
        byte number => Of((short)number),
        ushort number => Of((int)number),
        uint number => Of((long)number),
        ulong number => Of((decimal)number),
        DateTime time => Of(new DateTime(time.Ticks - (time.Ticks % 10))),
        DateTimeOffset time => Of(new DateTimeOffset(time.UtcTicks - (time.UtcTicks % 10), TimeSpan.Zero)),
        DateOnly date => Of(date.ToDateTime(TimeOnly.MinValue)),
        TimeSpan time => Of(new DateTime(time.Ticks).ToString(
            (sql?.Scale ?? 7) == 0 ? "HH:mm:ss" : "HH:mm:ss." + new string('f', sql?.Scale ?? 7), CultureInfo.InvariantCulture)),
        Guid id => Of(id.ToString("D").ToUpperInvariant()),
        char unit => Of(unit.ToString()),
        _ => Of(value),
    };

    /// <summary>A cell as it is.</summary>
    internal static string? Of(object? value) => value switch
    {
        null => null,
        decimal number => "decimal " + Normal(number),
        double number => "double " + BitConverter.DoubleToInt64Bits(number),
        float number => "float " + BitConverter.SingleToInt32Bits(number),
        DateTime time => "time " + time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => "instant " + time.ToString("O", CultureInfo.InvariantCulture),
        byte[] bytes => "bytes " + Convert.ToHexString(bytes),
        IFormattable other => $"{other.GetType().Name} {other.ToString(null, CultureInfo.InvariantCulture)}",
        _ => $"{value.GetType().Name} {value}",
    };

    private static string Normal(decimal number) => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}
