using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Spark;

/// <summary>The names that are both a temp view's on every Spark and a C# variable's.</summary>
internal static class SparkViewName
{
    /// <summary>Hands a name back that both may have.</summary>
    /// <exception cref="UserError">It is not one.</exception>
    public static string Check(string option, string name)
    {
        // Spark 3.5's lexer knows ASCII only (SqlBaseLexer.g4: IDENTIFIER, LETTER), and a leading underscore is a letter to both.
        if (name.Length == 0 || !name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_'))
        {
            throw new UserError(
                ErrorCodes.InvalidViewName,
                $"The value of `{option}` cannot be the name of a temp view.",
                "Such a name has the letters A to Z, digits and underscores.",
                $"Choose another name, e.g. `{option} orders`.");
        }

        return CSharpIdentifier.Check(name);
    }
}
