using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Language;

/// <summary>A magic's line while it is typed: its words with their places. Nothing is refused.</summary>
/// <param name="Name">The first word.</param>
/// <param name="Words">Those that follow it.</param>
internal sealed record MagicLine(MagicLine.Word Name, IReadOnlyList<MagicLine.Word> Words)
{
    /// <summary>Whether one of its words asks for the magic's help.</summary>
    public bool AsksForHelp => Words.Any(word => word.Text is MagicCall.HelpFlag or MagicCall.ShortHelpFlag);

    /// <summary>Splits as <see cref="MagicWord"/> does.</summary>
    public static MagicLine Read(string line)
    {
        var words = new List<Word>();
        var at = 0;
        while (true)
        {
            while (at < line.Length && char.IsWhiteSpace(line[at]))
            {
                at++;
            }

            if (at == line.Length)
            {
                return words.Count == 0 ? new MagicLine(new Word(0, 0, ""), []) : new MagicLine(words[0], words[1..]);
            }

            var start = at;
            for (var quoted = false; at < line.Length && (quoted || !char.IsWhiteSpace(line[at])); at++)
            {
                quoted ^= line[at] == '"';
            }

            words.Add(new Word(start, at, line[start..at]));
        }
    }

    /// <summary>The option whose value the cursor is in or would start: by the word before, or by this word's equals sign.</summary>
    public (MagicOption Option, int ValueStart)? ValueAt(Magic magic, int cursor)
    {
        var here = WordAt(cursor);
        if (here is { IsOption: true } && here.Text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
        {
            return cursor > here.Start + equals && Find(magic, here) is { ValueName: not null } assigned ? (assigned, here.Start + equals + 1) : null;
        }

        var before = Words.LastOrDefault(word => word.End < cursor && word != here);
        return here is not { IsOption: true } && before is { IsOption: true } && Find(magic, before) is { ValueName: not null } option && !before.Text.Contains('=', StringComparison.Ordinal)
            ? (option, here?.Start ?? cursor)
            : null;
    }

    /// <summary>The word that the cursor is in or at the end of.</summary>
    public Word? WordAt(int cursor) => Words.FirstOrDefault(word => word.Start <= cursor && cursor <= word.End);

    /// <summary>The value of an option that was given; null where it was not.</summary>
    public string? ValueOf(string option)
    {
        for (var index = 0; index < Words.Count; index++)
        {
            if (Words[index].OptionName == option && Words[index].IsOption)
            {
                var text = Words[index].Text;
                return (text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals ? text[(equals + 1)..] : Words.ElementAtOrDefault(index + 1)?.Text)?.Replace("\"", "", StringComparison.Ordinal);
            }
        }

        return null;
    }

    private static MagicOption? Find(Magic magic, Word word) => magic.Options.FirstOrDefault(option => option.Name == word.OptionName);

    /// <summary>A word as it stands in the line, its quotes included.</summary>
    internal sealed record Word(int Start, int End, string Text)
    {
        public bool IsOption => Text is ['-', not (>= '0' and <= '9'), ..];

        public string OptionName => Text.Split('=', 2)[0];
    }
}
