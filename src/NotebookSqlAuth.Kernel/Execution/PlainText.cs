using System.Collections;
using System.Globalization;

namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>A value as text: culture-free, sequences and dictionaries by their first items.</summary>
internal static class PlainText
{
    private const int MaxItems = 20;
    private const int MaxDepth = 4;
    private const int MaxLineWidth = 100;

    /// <summary>The text of a value; <c>&lt;null&gt;</c> for null, as .NET Interactive writes it.</summary>
    public static string Of(object? value) => Of(value, 0);

    private static string Of(object? value, int depth) => value switch
    {
        null => "<null>",
        string text => text,
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF zzz", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        DictionaryEntry entry => $"{Of(entry.Key, depth + 1)}: {Of(entry.Value, depth + 1)}",
        IDictionary dictionary when depth < MaxDepth => Items(Entries(dictionary), "{ ", " }", depth),
        IEnumerable sequence when depth < MaxDepth => Items(sequence, "[ ", " ]", depth),
        _ => value.ToString() ?? "",
    };

    private static IEnumerable<object> Entries(IDictionary dictionary)
    {
        // As a plain sequence, a generic dictionary gives pairs of a type that is not known here.
        foreach (DictionaryEntry entry in dictionary)
        {
            yield return entry;
        }
    }

    private static string Items(IEnumerable sequence, string open, string close, int depth)
    {
        var items = new List<string>();
        foreach (var item in sequence)
        {
            if (items.Count == MaxItems)
            {
                items.Add("… (more)");
                break;
            }

            items.Add(Of(item, depth + 1));
        }

        var oneLine = open + string.Join(", ", items) + close;
        return items.Count == 0 ? open.Trim() + close.Trim()
            : oneLine.Length <= MaxLineWidth && !oneLine.Contains('\n', StringComparison.Ordinal) ? oneLine
            : string.Join('\n', items);
    }
}
