using System.Globalization;

namespace NotebookSqlAuth.Spark.Arrow.Values;

/// <summary>Counts the values of a column that a documented rule changed, and says so.</summary>
internal sealed class Changes(string column, string what)
{
    internal const string SeventhDigit = "had a seventh digit of a second, which Spark does not keep: it was cut off";
    internal const string Offset = "had an offset other than +00:00: the instant is kept, the offset is not";
    internal const string TimeOfDay = "had a time of day, which a date does not keep: it was cut off";
    internal const string Surrogate = "held half of a surrogate pair, which UTF-8 does not have: it became U+FFFD";

    internal long Count { get; set; }

    /// <summary>One sentence; null where nothing changed.</summary>
    internal string? Notice => Count == 0
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{Count:N0} {(Count == 1 ? "value" : "values")} of `{column}` {what}.");
}
