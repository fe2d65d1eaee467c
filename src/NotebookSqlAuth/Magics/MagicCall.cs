namespace NotebookSqlAuth.Magics;

/// <summary>A magic with the words it was called with.</summary>
/// <param name="Arguments">Option name with its dashes to value; a flag that was given has the value <c>true</c>.</param>
/// <param name="Body">The lines below the magic; empty where there were none.</param>
public sealed record MagicCall(IReadOnlyDictionary<string, string> Arguments, string Body)
{
    /// <summary>The flag that every magic understands.</summary>
    public const string HelpFlag = "--help";

    /// <summary>Its short form.</summary>
    public const string ShortHelpFlag = "-h";

    /// <summary>
    /// Reads the words after a magic's name: <c>--option value</c> or <c>--option=value</c>, <c>--flag</c>,
    /// values in double quotes where they hold spaces. Quotes know no escapes, as on .NET Interactive.
    /// </summary>
    /// <exception cref="Errors.UserError">An unknown option, a missing value, a word too many; says which are known.</exception>
    public static MagicCall Parse(Magic magic, string words, string body)
    {
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        var remaining = new Queue<MagicWord>(MagicWord.Split(magic, words));
        for (var position = 1; remaining.TryDequeue(out var word); position++)
        {
            if (!word.IsOption)
            {
                throw OptionError.SurplusWord(magic, position);
            }

            var (name, value) = word.SplitOption();
            name = name == ShortHelpFlag ? HelpFlag : name;
            var valueName = ValueNameOf(magic, name);
            if (valueName is null && value is not null)
            {
                throw OptionError.FlagWithValue(name);
            }

            if (valueName is not null && value is null)
            {
                if (!remaining.TryPeek(out var next) || next.IsOption)
                {
                    throw OptionError.MissingValue(name, valueName);
                }

                value = remaining.Dequeue().Text;
                position++;
            }

            if (!arguments.TryAdd(name, value ?? "true"))
            {
                throw OptionError.Repeated(name);
            }
        }

        return new MagicCall(arguments, body);
    }

    /// <summary>An option's value, or null where it was not given.</summary>
    public string? this[string option] => Arguments.GetValueOrDefault(option);

    /// <summary>Whether a flag was given.</summary>
    public bool Has(string flag) => Arguments.ContainsKey(flag);

    /// <summary>An option's value as a whole number, or null where it was not given.</summary>
    /// <exception cref="Errors.UserError">Not a whole number, or out of bounds.</exception>
    internal long? Number(string option, long min, long max)
    {
        if (this[option] is not { } text)
        {
            return null;
        }

        return long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max
            ? number
            : throw OptionError.NotInRange(option, min, max);
    }

    private static string? ValueNameOf(Magic magic, string name)
    {
        if (name == HelpFlag)
        {
            return null;
        }

        var option = magic.Options.FirstOrDefault(option => option.Name.Equals(name, StringComparison.Ordinal));
        return option is null ? throw OptionError.Unknown(magic, name) : option.ValueName;
    }
}
