using System.Globalization;
using System.Text;

namespace NotebookSqlAuth.Display;

/// <summary>Text from elsewhere, made safe to look at: what would steer a terminal or turn the reading order is shown instead.</summary>
internal static class VisibleText
{
    /// <summary>On one line: line ends become a sign too.</summary>
    public static string OneLine(string text) => Replace(text, keepLines: false);

    /// <summary>Line ends and tabs stay.</summary>
    public static string Lines(string text) => Replace(text, keepLines: true);

    private static string Replace(string text, bool keepLines)
    {
        if (!text.Any(IsSteering))
        {
            return text;
        }

        var visible = new StringBuilder(text.Length);
        foreach (var character in text.ReplaceLineEndings("\n"))
        {
            visible.Append(character switch
            {
                '\n' => keepLines ? "\n" : "↵",
                '\t' => keepLines ? "\t" : "⇥",
                // Unicode's control pictures: U+2400 plus the control's own number, U+2421 for DEL.
                < ' ' => ((char)(0x2400 + character)).ToString(),
                '\u007F' => "␡",
                _ when IsSteering(character) => "⟦U+" + ((int)character).ToString("X4", CultureInfo.InvariantCulture) + "⟧",
                _ => character.ToString(),
            });
        }

        return visible.ToString();
    }

    // Controls (C0, C1), line and paragraph separators, and the bidirectional controls of Unicode's UAX #9.
    private static bool IsSteering(char character) =>
        char.IsControl(character) || character is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F'
            or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
