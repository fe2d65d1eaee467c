using System.Text.RegularExpressions;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>Spark's own words of an error, without the plans, stack traces and copies of the SQL that follow them.</summary>
internal static partial class SparkText
{
    /// <summary>The most of a text that was asked for in full: a page, where a status is cut after some lines.</summary>
    internal const int MaxFullLength = 10_000;

    /// <summary>The first paragraph, and the place in the SQL where Spark names one.</summary>
    /// <param name="text">A message of Spark.</param>
    /// <param name="hidden">Values that shall not be shown, wherever Spark repeats them.</param>
    /// <param name="maxLength">What is longer is cut.</param>
    internal static string Clean(string text, IEnumerable<string> hidden, int maxLength = ServerText.MaxLength)
    {
        var place = Place().Match(text);
        var words = text.TrimStart();
        var end = Tail().Match(words);
        words = end.Success ? words[..end.Index] : words;
        foreach (var value in hidden)
        {
            words = words.Replace(value, "…", StringComparison.Ordinal);
        }

        words = ServerText.Clean(words, maxLength);
        if (place.Success && !words.Contains(place.Value.Trim('(', ')', ';', ' '), StringComparison.Ordinal))
        {
            words += $" (line {place.Groups["line"].Value}, position {place.Groups["position"].Value})";
        }

        return words.Length == 0 || words[^1] is '.' or '!' or '?' ? words : words + ".";
    }

    // Spark writes `(line 1, pos 9)`, `; line 1 pos 14` and `== SQL (line 1, position 8) ==`.
    [GeneratedRegex(@"\(line (?<line>\d+), pos(?:ition)? (?<position>\d+)\)|; line (?<line>\d+) pos (?<position>\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    // What follows a message: the SQL or the call it came from, a logical plan (a tree, whose unresolved nodes start with an
    // apostrophe), a Java stack trace, hints for operators of the JVM.
    [GeneratedRegex(@"\n\s*(?:== (?:SQL|DataFrame)|'|\+- |at [\w.$/]+\(|Driver stacktrace:|JVM stacktrace:)|;\n|\n\n", RegexOptions.CultureInvariant)]
    private static partial Regex Tail();
}
