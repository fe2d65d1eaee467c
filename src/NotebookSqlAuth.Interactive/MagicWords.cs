using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;
using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Interactive;

/// <summary>A magic's options, told to the platform and read back from it.</summary>
internal static class MagicWords
{
    private const string HelpDescription = "Shows what the magic does and its options.";

    /// <summary>Tells the platform a magic's options: what completion offers and what the parser accepts.</summary>
    /// <remarks>None is declared as required: the platform would refuse <c>--help</c> without it, and the magic's own error says more.</remarks>
    /// <param name="magic">The magic.</param>
    /// <param name="options">Those of its options that may follow its word.</param>
    /// <param name="parameters">Gets them.</param>
    /// <param name="values">Completes their values.</param>
    public static void Declare(
        Magic magic, IReadOnlyList<MagicOption> options, ICollection<KernelDirectiveParameter> parameters, OptionValues values)
    {
        foreach (var option in options)
        {
            var parameter = new KernelDirectiveParameter(option.Name, option.Description) { Flag = option.ValueName is null };
            parameters.Add(option.Value == MagicValueKind.Free ? parameter : parameter.AddCompletions(context => values.AddAsync(magic, option, context)));
        }

        parameters.Add(new KernelDirectiveParameter(MagicCall.HelpFlag, HelpDescription) { Flag = true });
        parameters.Add(new KernelDirectiveParameter(MagicCall.ShortHelpFlag, HelpDescription) { Flag = true });
    }

    /// <summary>The call behind a command of its own class, which has a property for each option.</summary>
    public static MagicCall Read(Magic magic, KernelDirectiveCommand command) =>
        Read(magic, option => command.GetType().GetProperty(PropertyOf(option))?.GetValue(command)?.ToString(), string.Empty);

    /// <summary>The call behind a selector's parameters, with the lines below it.</summary>
    public static MagicCall Read(Magic magic, IDictionary<string, string> words, string body) =>
        Read(magic, option => words.TryGetValue(option, out var word) ? word : null, body);

    /// <summary>A call with one more option.</summary>
    public static MagicCall With(MagicCall call, string option, string value) =>
        call with { Arguments = new Dictionary<string, string>(call.Arguments, StringComparer.Ordinal) { [option] = value } };

    private static MagicCall Read(Magic magic, Func<string, string?> find, string body)
    {
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in magic.Options)
        {
            if (option.ValueName is null ? IsSet(option.Name) : find(option.Name) is not null)
            {
                // A selector's values keep their quotes, an action's come without.
                arguments[option.Name] = option.ValueName is null ? "true" : find(option.Name)!.Trim('"');
            }
        }

        if (IsSet(MagicCall.HelpFlag) || IsSet(MagicCall.ShortHelpFlag))
        {
            arguments[MagicCall.HelpFlag] = "true";
        }

        return new MagicCall(arguments, body);

        // The platform says false of a flag that was not given.
        bool IsSet(string flag) => bool.TryParse(find(flag), out var given) && given;
    }

    /// <summary>The property for an option, by the platform's own rule for JSON names: <c>--max-rows</c> is <c>MaxRows</c>.</summary>
    private static string PropertyOf(string option) =>
        string.Concat(option.TrimStart('-').Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
