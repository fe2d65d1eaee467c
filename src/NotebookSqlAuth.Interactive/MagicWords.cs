using System.Text.Json;
using Microsoft.DotNet.Interactive.Directives;
using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Interactive;

/// <summary>A magic's options, told to the platform and read back from it.</summary>
internal static class MagicWords
{
    /// <summary>Tells the platform a magic's options: what completion offers and what the parser accepts.</summary>
    /// <remarks>None is declared as required: the platform would refuse <c>--help</c> without it, and the magic's own error says more.</remarks>
    public static void Declare(Magic magic, ICollection<KernelDirectiveParameter> parameters)
    {
        foreach (var option in magic.Options)
        {
            parameters.Add(new KernelDirectiveParameter(option.Name, option.Description) { Flag = option.ValueName is null });
        }

        parameters.Add(new KernelDirectiveParameter(MagicCall.HelpFlag, "Shows what the magic does and its options.") { Flag = true });
    }

    /// <summary>The call behind the JSON of a line without a body.</summary>
    public static MagicCall Read(Magic magic, IReadOnlyDictionary<string, JsonElement> words) =>
        Read(magic, option => words.TryGetValue(CamelCase(option), out var word) ? word.ToString() : null, string.Empty);

    /// <summary>The call behind a selector's parameters, with the lines below it.</summary>
    public static MagicCall Read(Magic magic, IDictionary<string, string> words, string body) =>
        Read(magic, option => words.TryGetValue(option, out var word) ? word : null, body);

    private static MagicCall Read(Magic magic, Func<string, string?> find, string body)
    {
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, isFlag) in magic.Options.Select(option => (option.Name, option.ValueName is null)).Append((MagicCall.HelpFlag, true)))
        {
            var word = find(name);
            if (isFlag && bool.TryParse(word, out var given) && given)
            {
                arguments[name] = "true";
            }
            else if (!isFlag && word is not null)
            {
                // A selector's values keep their quotes, an action's come without.
                arguments[name] = word.Trim('"');
            }
        }

        return new MagicCall(arguments, body);
    }

    /// <summary>The platform's own rule for JSON names: <c>--max-rows</c> becomes <c>maxRows</c>.</summary>
    private static string CamelCase(string option)
    {
        var words = option.TrimStart('-').Split('-');
        return words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
