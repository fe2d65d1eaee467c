using System.Collections.Concurrent;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>Values that no error shall show. Thread-safe.</summary>
internal sealed class HiddenValues
{
    /// <summary>Shorter ones are found in any text, and hiding them would garble it.</summary>
    private const int MinLength = 4;

    private readonly ConcurrentDictionary<string, bool> _values = new(StringComparer.Ordinal);

    internal IReadOnlyCollection<string> All => [.. _values.Keys.OrderByDescending(value => value.Length)];

    /// <summary>Of some values those that can be hidden, longest first, so that one inside another does not leave a rest.</summary>
    internal static IReadOnlyCollection<string> Of(IEnumerable<string> values) =>
        [.. values.Where(value => value.Length >= MinLength).Distinct(StringComparer.Ordinal).OrderByDescending(value => value.Length)];

    internal void Add(IEnumerable<string> values)
    {
        foreach (var value in Of(values))
        {
            _values.TryAdd(value, true);
        }
    }
}
