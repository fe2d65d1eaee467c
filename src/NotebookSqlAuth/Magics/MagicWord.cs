using System.Text;

namespace NotebookSqlAuth.Magics;

/// <summary>One word of a magic's line.</summary>
/// <param name="Text">Its text, quotes taken away.</param>
/// <param name="StartsQuoted">Whether it began with a quote, which makes it a value whatever its text is.</param>
internal readonly record struct MagicWord(string Text, bool StartsQuoted)
{
    /// <summary>Whether it names an option.</summary>
    public bool IsOption => !StartsQuoted && Text.Length > 1 && Text[0] == '-' && !char.IsAsciiDigit(Text[1]);

    /// <summary>Splits a line at its spaces, those between double quotes aside.</summary>
    /// <exception cref="Errors.UserError">A quote is not closed, or a value is in single quotes.</exception>
    public static IEnumerable<MagicWord> Split(Magic magic, string line)
    {
        var words = new List<MagicWord>();
        var position = 0;
        while (true)
        {
            while (position < line.Length && char.IsWhiteSpace(line[position]))
            {
                position++;
            }

            if (position == line.Length)
            {
                return words;
            }

            words.Add(Next(magic, line, ref position));
        }
    }

    /// <summary>An option's name, and its value where <c>=</c> gives one.</summary>
    public (string Name, string? Value) SplitOption()
    {
        var equals = Text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (Text, null) : (Text[..equals], Text[(equals + 1)..]);
    }

    private static MagicWord Next(Magic magic, string line, ref int position)
    {
        var startsQuoted = line[position] == '"';
        if (line[position] == '\'')
        {
            throw OptionError.SingleQuotes(magic);
        }

        var text = new StringBuilder();
        var quoted = false;
        for (; position < line.Length && (quoted || !char.IsWhiteSpace(line[position])); position++)
        {
            if (line[position] == '"')
            {
                quoted = !quoted;
            }
            else
            {
                text.Append(line[position]);
            }
        }

        return quoted ? throw OptionError.UnclosedQuote(magic) : new MagicWord(text.ToString(), startsQuoted);
    }
}
