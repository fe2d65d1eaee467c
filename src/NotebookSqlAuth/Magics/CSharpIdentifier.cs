using System.Globalization;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Magics;

/// <summary>The names that a C# variable of a notebook may have.</summary>
internal static class CSharpIdentifier
{
    // The C# specification, 6.4.4: the reserved words. The last line is not reserved, but means something else where a cell uses it.
    private static readonly HashSet<string> Keywords = new(
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue",
        "decimal", "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally",
        "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long",
        "namespace", "new", "null", "object", "operator", "out", "override", "params", "private", "protected", "public",
        "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch",
        "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void",
        "volatile", "while",
        "_", "await", "dynamic", "nameof", "var", "yield",
    ], StringComparer.Ordinal);

    /// <summary>Hands a name back that a variable may have.</summary>
    /// <exception cref="UserError">It is not an identifier, or C# keeps it for itself.</exception>
    public static string Check(string name)
    {
        if (Keywords.Contains(name))
        {
            throw Invalid(name, "C# keeps this word for itself.");
        }

        return name.Length > 0 && IsStart(name[0]) && name.All(IsPart)
            ? name
            : throw Invalid(name, "A name starts with a letter or an underscore, and goes on with letters, digits and underscores.");
    }

    private static UserError Invalid(string name, string why) => new(
        ErrorCodes.InvalidVariableName,
        $"`{name}` cannot be the name of a C# variable.",
        why,
        "Choose another name, e.g. `--name orders`.");

    // The C# specification, 6.4.3. Formatting characters are left out: C# ignores them, and an eye does not see them.
    private static bool IsStart(char character) => character == '_' || char.IsLetter(character)
        || char.GetUnicodeCategory(character) == UnicodeCategory.LetterNumber;

    private static bool IsPart(char character) => IsStart(character) || char.GetUnicodeCategory(character)
        is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
