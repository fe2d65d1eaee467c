using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NotebookSqlAuth.Kernel.Jupyter.Shell;

/// <summary>A history request's pattern, read as ipykernel's SQLite reads it (sqlite.org/lang_expr.html, GLOB): <c>*</c>, <c>?</c> and <c>[a-z]</c>.</summary>
internal static class Glob
{
    /// <summary>The pattern over a whole text. It matches in time that grows with the text only.</summary>
    /// <exception cref="JsonException">It holds a range from a later character to an earlier one.</exception>
    public static Regex ToRegex(string glob)
    {
        var pattern = new StringBuilder("^");
        for (var at = 0; at < glob.Length; at++)
        {
            // The first character inside closes nothing: `[]]` is a bracket.
            var end = glob[at] == '[' && at + 2 < glob.Length ? glob.IndexOf(']', at + 2) : -1;
            if (end < 0)
            {
                pattern.Append(glob[at] switch { '*' => ".*", '?' => ".", var other => Regex.Escape(other.ToString()) });
                continue;
            }

            AppendSet(pattern, glob.AsSpan((at + 1)..end));
            at = end;
        }

        try
        {
            return new Regex(pattern.Append('$').ToString(), RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (ArgumentException error)
        {
            throw new JsonException("`pattern` is no pattern.", error);
        }
    }

    private static void AppendSet(StringBuilder pattern, ReadOnlySpan<char> characters)
    {
        pattern.Append('[');
        if (characters is ['^', _, ..])
        {
            pattern.Append('^');
            characters = characters[1..];
        }

        foreach (var character in characters)
        {
            pattern.Append(character is '\\' or '[' or ']' or '^' ? "\\" : "").Append(character);
        }

        pattern.Append(']');
    }
}
