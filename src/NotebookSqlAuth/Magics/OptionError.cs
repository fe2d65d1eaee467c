using System.Globalization;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Magics;

/// <summary>What can be wrong with the words after a magic's name.</summary>
/// <remarks>Words that are not names are not repeated in the text: somebody may have pasted a password or a whole connection string.</remarks>
internal static class OptionError
{
    public static UserError Unknown(Magic magic, string name)
    {
        var known = magic.Options.Select(option => option.Name).Append(MagicCall.HelpFlag).ToList();
        var hint = Nearest.Of(name, known) is { } nearest ? $"Did you mean `{nearest}`? " : "";
        return new UserError(
            ErrorCodes.UnknownOption,
            $"`{magic.Name}` has no option `{name}`.",
            "",
            $"{hint}It takes: {string.Join(", ", known)}.");
    }

    public static UserError Repeated(string name) => new(
        ErrorCodes.RepeatedOption, $"`{name}` is given twice.", "", "Give it once.");

    public static UserError MissingValue(string name, string valueName) => new(
        ErrorCodes.MissingOptionValue, $"`{name}` has no value.", "", $"Write `{name} {valueName}`, in double quotes where it holds spaces.");

    public static UserError FlagWithValue(string name) => new(
        ErrorCodes.InvalidOptionValue, $"`{name}` takes no value.", "", $"Write `{name}` alone.");

    public static UserError SurplusWord(Magic magic, int position) => new(
        ErrorCodes.SurplusWord,
        $"Word {position.ToString(CultureInfo.InvariantCulture)} after `{magic.Name}` belongs to no option.",
        "Every value follows the option that it is for.",
        $"Put values with spaces in double quotes; `{magic.Name} --help` lists the options."
        + (magic.BodyName is null ? "" : $" The {magic.BodyName} starts on the next line."));

    public static UserError UnclosedQuote(Magic magic) => new(
        ErrorCodes.InvalidQuoting, $"A double quote after `{magic.Name}` is not closed.", "", "Close it on the same line.");

    public static UserError SingleQuotes(Magic magic) => new(
        ErrorCodes.InvalidQuoting,
        $"A value after `{magic.Name}` is in single quotes.",
        "Notebooks know double quotes only.",
        "Use double quotes.");

    public static UserError MissingOption(Magic magic, MagicOption option) => new(
        ErrorCodes.MissingOption,
        $"`{magic.Name}` needs `{option.Name}`.",
        option.Description,
        $"Add `{option.Name} {option.ValueName}`.");

    public static UserError NotInRange(string option, long min, long max) => new(
        ErrorCodes.InvalidOptionValue,
        $"The value of `{option}` is not one it takes.",
        "",
        string.Create(CultureInfo.InvariantCulture, $"Give a whole number from {min} to {max}."));

    public static UserError EmptyBody(Magic magic) => new(
        ErrorCodes.EmptyBody,
        $"There is no {magic.BodyName} below `{magic.Name}`.",
        "",
        $"Write the {magic.BodyName} on the lines below it, in the same cell.");
}
