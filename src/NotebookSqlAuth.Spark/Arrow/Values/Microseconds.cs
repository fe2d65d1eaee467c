namespace NotebookSqlAuth.Spark.Arrow.Values;

/// <summary>Times as Arrow and Spark count them: microseconds since the start of 1970, the seventh digit of a second cut off.</summary>
internal static class Microseconds
{
    internal const int TicksPerMicrosecond = 10;

    private const long Epoch = 62_135_596_800_000_000;

    /// <param name="ticks">Since the start of year 1; cutting off goes back in time before it too.</param>
    internal static long Of(long ticks) => (ticks >= 0 ? ticks / TicksPerMicrosecond : ((ticks + 1) / TicksPerMicrosecond) - 1) - Epoch;
}
