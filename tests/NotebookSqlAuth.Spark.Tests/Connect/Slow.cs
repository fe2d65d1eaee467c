using System.Globalization;

namespace NotebookSqlAuth.Spark.Tests.Connect;

/// <summary>SQL that takes its time.</summary>
internal static class Slow
{
    /// <summary>A condition that is true for each row after so many seconds.</summary>
    internal static string Seconds(int seconds) => string.Create(
        CultureInfo.InvariantCulture, $"coalesce(reflect('java.lang.Thread', 'sleep', {seconds * 1000L}L), '') <> 'awake'");
}
