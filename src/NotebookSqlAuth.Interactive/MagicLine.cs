using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Interactive;

/// <summary>A line of a cell that calls a magic.</summary>
/// <param name="Words">What follows the magic's name.</param>
/// <param name="IsAlone">Whether nothing below belongs to it: the cell ends, or another magic follows.</param>
internal sealed record MagicLine(string Words, bool IsAlone)
{
    /// <summary>The lines of a cell that call a magic.</summary>
    public static IEnumerable<MagicLine> In(string cell, Magic magic)
    {
        var lines = cell.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        for (var line = 0; line < lines.Length; line++)
        {
            if (lines[line] == magic.Name || lines[line].StartsWith(magic.Name + " ", StringComparison.Ordinal))
            {
                var isAlone = line + 1 == lines.Length || lines[line + 1].StartsWith("#!", StringComparison.Ordinal);
                yield return new MagicLine(lines[line][magic.Name.Length..], isAlone);
            }
        }
    }
}
