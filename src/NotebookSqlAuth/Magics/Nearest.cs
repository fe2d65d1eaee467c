namespace NotebookSqlAuth.Magics;

/// <summary>Finds what the user most likely meant.</summary>
internal static class Nearest
{
    /// <summary>The candidate with the fewest edits, or null where none is near: at most a third of its letters changed.</summary>
    public static string? Of(string word, IEnumerable<string> candidates) => candidates
        // Lengths alone tell most apart, a pasted page above all.
        .Where(candidate => Math.Abs(candidate.Length - word.Length) <= MaxEdits(candidate))
        .Select(candidate => (Candidate: candidate, Edits: Edits(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
        .Where(pair => pair.Edits <= MaxEdits(pair.Candidate))
        .OrderBy(pair => pair.Edits)
        .Select(pair => pair.Candidate)
        .FirstOrDefault();

    private static int MaxEdits(string candidate) => Math.Max(1, candidate.Length / 3);

    // Levenshtein's distance, two rows at a time.
    private static int Edits(string from, string to)
    {
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var row = 1; row <= from.Length; row++)
        {
            var current = new int[to.Length + 1];
            current[0] = row;
            for (var column = 1; column <= to.Length; column++)
            {
                var substituted = previous[column - 1] + (from[row - 1] == to[column - 1] ? 0 : 1);
                current[column] = Math.Min(substituted, Math.Min(previous[column], current[column - 1]) + 1);
            }

            previous = current;
        }

        return previous[to.Length];
    }
}
