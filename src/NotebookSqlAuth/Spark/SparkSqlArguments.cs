using System.Text.RegularExpressions;

namespace NotebookSqlAuth.Spark;

/// <summary>Finds the <c>:names</c> in Spark SQL that take a value, as the arguments of PySpark's <c>sql(args)</c> do.</summary>
/// <remarks>
/// Strings, quoted identifiers and comments are passed over as Spark's own lexer does (SqlBaseLexer.g4: STRING_LITERAL,
/// BACKQUOTED_IDENTIFIER, SIMPLE_COMMENT, BRACKETED_COMMENT, and 4.x's dollar-quoted strings); hints are code.
/// A colon right after a word, a bracket or a quote belongs to it (<c>STRUCT&lt;a: INT&gt;</c>, <c>body:path</c>, <c>x::INT</c>).
/// </remarks>
internal static partial class SparkSqlArguments
{
    /// <summary>The names without their colon, each once, in order of appearance. Spark tells their case apart, and so does C#.</summary>
    public static IReadOnlyList<string> Find(string sql) =>
        [.. Token().Matches(sql).Select(token => token.Groups["name"]).Where(name => name.Success).Select(name => name.Value).Distinct(StringComparer.Ordinal)];

    // Alternatives in the order in which they must be tried; what matches none is passed over letter by letter.
    [GeneratedRegex(
        """
        (?<!\w) [rR] (?: '[^']*' | "[^"]*" )                            # raw string: no escapes
        | ' (?: [^'\\] | \\. )* ' | " (?: [^"\\] | \\. )* "
        | ` [^`]* `
        | -- (?: \\\n | [^\r\n] )*                                      # goes on after a backslash at the line's end
        | /\* (?! \+ ) (?> /\* (?! \+ ) (?<depth>) | \*/ (?<-depth>) | (?! \*/ ) . )* (?(depth)(?!)) \*/
        | \$ (?<tag>[A-Za-z]*) \$ .*? \$ \k<tag> \$
        | (?<! [\w)\]'"`:] ) : (?<name>[\p{L}_][\w]*)
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
