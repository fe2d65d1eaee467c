using System.Text;
using System.Text.Json;

namespace NotebookSqlAuth.Spark.Tests.Jdbc;

/// <summary>The forms that a token may stand in where it should not: whole or in part, raw, escaped or encoded.</summary>
internal static class SecretForms
{
    // A third of a line: short enough to find a rest that was cut off, long enough to be nobody else's.
    private const int PieceLength = 32;

    /// <summary>The forms of a token that a text holds, each by a name that tells nothing of it.</summary>
    internal static IReadOnlyList<string> Found(string token, string text) =>
        [.. Of(token).Where(form => text.Contains(form.Text, StringComparison.Ordinal)).Select(form => form.Name).Distinct()];

    private static IEnumerable<(string Name, string Text)> Of(string token)
    {
        yield return ("raw", token);
        yield return ("URL-encoded", Uri.EscapeDataString(token));
        yield return ("JSON", JsonSerializer.Serialize(token)[1..^1]);

        // The first part, the header, is every token's.
        foreach (var part in token.Split('.').Skip(1))
        {
            for (var start = 0; start + PieceLength <= part.Length; start += PieceLength)
            {
                yield return ("a piece", part.Substring(start, PieceLength));
            }
        }

        // base64 depends on what stands before: three phases, without the characters that neighbours share.
        for (var phase = 0; phase < 3; phase++)
        {
            var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', phase) + token));
            yield return ("base64", encoded[4..^4]);
            yield return ("base64 of a piece", encoded.Substring(encoded.Length / 2, PieceLength * 2));
        }
    }
}
