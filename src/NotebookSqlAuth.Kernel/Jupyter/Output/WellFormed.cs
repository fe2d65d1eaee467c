using System.Text;

namespace NotebookSqlAuth.Kernel.Jupyter.Output;

/// <summary>Text that UTF-8 can carry: a C# string may hold half a surrogate pair.</summary>
internal static class WellFormed
{
    /// <summary>The text, each lone half as U+FFFD.</summary>
    public static string Of(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at]))
            {
                continue;
            }

            if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
            {
                at++;
                continue;
            }

            return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        }

        return text;
    }
}
