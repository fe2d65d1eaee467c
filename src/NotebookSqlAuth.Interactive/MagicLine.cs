using System.Text.RegularExpressions;

namespace NotebookSqlAuth.Interactive;

/// <summary>A line of a cell that calls a magic.</summary>
/// <param name="Number">Which line of the cell, 0-based.</param>
/// <param name="Words">What follows the magic's word.</param>
internal sealed record MagicLine(int Number, string Words)
{
    /// <summary>The lines of a cell that call a magic by a word.</summary>
    public static IEnumerable<MagicLine> In(string cell, string word)
    {
        // `#!connect azure-sql` is two words with any blanks between them.
        var call = new Regex($@"^{string.Join(@"\s+", word.Split(' ').Select(Regex.Escape))}(?<words>\s.*)?$");
        return Lines(cell)
            .Select((text, number) => (Number: number, Call: call.Match(text)))
            .Where(line => line.Call.Success)
            .Select(line => new MagicLine(line.Number, line.Call.Groups["words"].Value));
    }

    /// <summary>
    /// Whether the line is to be answered by itself: the platform submits nothing for it. It submits what is no magic, up to the line that
    /// chooses the next language. A bare word above other magics, as <c>#!who</c>, only says whom they are meant for.
    /// </summary>
    /// <param name="cell">The cell.</param>
    /// <param name="selectors">The words that choose a language.</param>
    public bool IsAlone(string cell, IReadOnlySet<string> selectors)
    {
        var below = Lines(cell).Skip(Number + 1).Where(text => text.Length > 0).TakeWhile(text => !selectors.Contains(text.Split()[0])).ToList();
        return below.Count == 0 || (Words.Length > 0 && below.All(text => text.StartsWith("#!", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Lines(string cell) => cell.Split('\n').Select(text => text.TrimEnd());
}
