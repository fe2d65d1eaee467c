namespace NotebookSqlAuth.Interactive;

/// <summary>A line of a cell that calls a magic.</summary>
/// <param name="Number">Which line of the cell, 0-based.</param>
/// <param name="Words">What follows the magic's word.</param>
/// <param name="IsAlone">Whether nothing below belongs to it: the cell ends, or another magic follows.</param>
internal sealed record MagicLine(int Number, string Words, bool IsAlone)
{
    private static readonly string[] SharingWords = ["#!set ", "#!share ", "#!value ", "#!who"];

    /// <summary>The lines of a cell that call a magic by a word.</summary>
    public static IEnumerable<MagicLine> In(string cell, string word)
    {
        var lines = cell.Split('\n').Select((text, number) => (Text: text.TrimEnd(), Number: number)).Where(line => line.Text.Length > 0).ToList();
        for (var line = 0; line < lines.Count; line++)
        {
            if (lines[line].Text == word || lines[line].Text.StartsWith(word + " ", StringComparison.Ordinal))
            {
                var below = lines.ElementAtOrDefault(line + 1).Text;
                var isAlone = below is null || (below.StartsWith("#!", StringComparison.Ordinal) && !Shares(below));
                yield return new MagicLine(lines[line].Number, lines[line].Text[word.Length..], isAlone);
            }
        }
    }

    // The platform's own commands for values stand among the lines below a magic, and are not the SQL's end.
    private static bool Shares(string line) => SharingWords.Any(word => line.StartsWith(word, StringComparison.Ordinal));
}
