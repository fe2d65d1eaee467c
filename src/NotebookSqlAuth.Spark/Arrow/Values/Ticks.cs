using Apache.Arrow.Types;

namespace NotebookSqlAuth.Spark.Arrow.Values;

/// <summary>Arrow's times as .NET's ticks of 100 ns since the start of year 1.</summary>
internal static class Ticks
{
    /// <returns>False where a long cannot count it.</returns>
    internal static bool TrySinceEpoch(long value, TimeUnit unit, out long ticks)
    {
        var wide = ((Int128)value * PerUnit(unit)) + DateTime.UnixEpoch.Ticks;
        ticks = (long)wide;
        return wide == ticks;
    }

    /// <returns>False before year 1 and after year 9999.</returns>
    internal static bool TryDateTime(long ticks, out DateTime time)
    {
        var isWithin = ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks;
        time = isWithin ? new DateTime(ticks) : default;
        return isWithin;
    }

    private static long PerUnit(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => TimeSpan.TicksPerSecond,
        TimeUnit.Millisecond => TimeSpan.TicksPerMillisecond,
        _ => TimeSpan.TicksPerMicrosecond,
    };
}
