namespace NotebookSqlAuth.Spark.Arrow.Values;

/// <summary>The instant that a DateTime of kind Utc or Local stands for.</summary>
internal static class Instant
{
    /// <summary>Ticks since the start of year 1 in UTC. Unlike <see cref="DateTime.ToUniversalTime"/> it goes on beyond a DateTime's own ends, as Spark's timestamps do.</summary>
    internal static long TicksOf(DateTime value) =>
        value.Kind == DateTimeKind.Local ? value.Ticks - TimeZoneInfo.Local.GetUtcOffset(value).Ticks : value.Ticks;
}
