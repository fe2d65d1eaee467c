using System.Globalization;

namespace NotebookSqlAuth.Frames;

/// <summary>Makes the names of a result set's columns fit for a frame, where each must be unique and none empty.</summary>
internal static class ColumnNames
{
    /// <param name="sourceNames">As the server gave them.</param>
    /// <param name="notices">One sentence for each name that was changed.</param>
    internal static IReadOnlyList<string> MakeUnique(IReadOnlyList<string> sourceNames, out List<string> notices)
    {
        // Names that stand in the result keep their meaning: a made-up one never takes theirs.
        var taken = new HashSet<string>(sourceNames, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var names = new List<string>(sourceNames.Count);
        notices = [];

        for (var i = 0; i < sourceNames.Count; i++)
        {
            var source = sourceNames[i];
            if (source.Length > 0 && seen.Add(source))
            {
                names.Add(source);
                continue;
            }

            var name = source.Length == 0
                ? FirstFree(taken, "Column", i + 1)
                : FirstFree(taken, source + "_", 2);
            names.Add(name);
            notices.Add(source.Length == 0
                ? string.Create(CultureInfo.InvariantCulture, $"Column {i + 1} has no name; it is `{name}` here.")
                : string.Create(CultureInfo.InvariantCulture, $"Column {i + 1} has the name `{source}` again; it is `{name}` here."));
        }

        return names;
    }

    private static string FirstFree(HashSet<string> taken, string prefix, int number)
    {
        while (!taken.Add(prefix + number.ToString(CultureInfo.InvariantCulture)))
        {
            number++;
        }

        return prefix + number.ToString(CultureInfo.InvariantCulture);
    }
}
