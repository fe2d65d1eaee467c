namespace NotebookSqlAuth.Spark.Arrow.Values;

/// <summary>Dates as Arrow and Spark count them: days since the start of 1970.</summary>
internal static class Days
{
    private const int Epoch = 719_162;

    internal static int Of(DateTime date) => (int)(date.Ticks / TimeSpan.TicksPerDay) - Epoch;

    internal static int Of(DateOnly date) => date.DayNumber - Epoch;
}
