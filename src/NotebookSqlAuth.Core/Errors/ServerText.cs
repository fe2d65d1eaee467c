namespace NotebookSqlAuth.Errors;

/// <summary>Makes a far side's own words fit for a message.</summary>
internal static class ServerText
{
    /// <summary>Longer than any word of a message, shorter than any token: a far side that echoes one shall not have it shown.</summary>
    private const int MaxWordLength = 128;

    /// <summary>Some lines: what a far side says by itself.</summary>
    internal const int MaxLength = 1000;

    /// <summary>The text without control characters, secrets and excess.</summary>
    /// <param name="text">What the far side said.</param>
    /// <param name="maxLength">What is longer is cut.</param>
    internal static string Clean(string? text, int maxLength = MaxLength)
    {
        var words = (text ?? "")
            .Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Length > MaxWordLength ? "…" : new string([.. word.Where(c => !char.IsControl(c))]));
        var line = string.Join(' ', words);
        return line.Length > maxLength ? string.Concat(line.AsSpan(0, maxLength), "…") : line;
    }

    /// <summary>As <see cref="Clean"/>, but only the first line: Entra appends trace ids and times that <see cref="UserError.SupportLine"/> says better.</summary>
    internal static string FirstLine(string? text) => Clean((text ?? "").TrimStart().Split('\n')[0]);
}
