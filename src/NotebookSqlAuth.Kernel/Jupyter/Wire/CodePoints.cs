namespace NotebookSqlAuth.Kernel.Jupyter.Wire;

/// <summary>Positions: the protocol counts Unicode code points (since 5.2), C# counts UTF-16 units.</summary>
internal static class CodePoints
{
    /// <summary>The UTF-16 position of a code point's; a position beyond the text is its end.</summary>
    public static int ToUtf16(string text, int codePoint)
    {
        var at = 0;
        for (var left = codePoint; left > 0 && at < text.Length; left--)
        {
            at += at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
        }

        return at;
    }

    /// <summary>How many code points stand before a UTF-16 position.</summary>
    public static int FromUtf16(string text, int position)
    {
        var count = 0;
        for (var at = 0; at < position; count++)
        {
            at += at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
        }

        return count;
    }
}
