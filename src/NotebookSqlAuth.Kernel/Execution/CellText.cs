using System.Text;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Kernel.Execution.Magics;
using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>Splits a cell's text into C# and magics.</summary>
/// <remarks>
/// As in .NET Interactive, a line that starts with <c>#!</c> is a magic wherever it stands. A magic with a body takes
/// the lines up to the next such line; one without takes its own line, and C# goes on below it.
/// </remarks>
internal static class CellText
{
    /// <summary>The cell's parts in order; none where the cell is blank.</summary>
    /// <exception cref="UserError">A word that names no magic.</exception>
    public static IReadOnlyList<CellPart> Split(string source)
    {
        var parts = new List<CellPart>();
        var lines = source.ReplaceLineEndings("\n").Split('\n');
        var at = 0;
        while (at < lines.Length)
        {
            if (!IsMagic(lines[at]))
            {
                AddCSharp(parts, lines, at, at = EndOfText(lines, at));
                continue;
            }

            var (word, words) = SplitWord(lines[at]);
            var magic = KernelMagics.Find(word) ?? throw MagicSet.Unknown(word, KernelMagics.All, at + 1);
            var end = magic.BodyName is null ? at + 1 : EndOfText(lines, at + 1);
            var body = string.Join('\n', lines[(at + 1)..end]);
            parts.Add(new MagicPart(magic, words, body, at + 1));
            at = end;
        }

        return parts;
    }

    /// <summary>Whether a line calls a magic.</summary>
    internal static bool IsMagic(string line) => line.StartsWith("#!", StringComparison.Ordinal);

    private static int EndOfText(string[] lines, int from)
    {
        while (from < lines.Length && !IsMagic(lines[from]))
        {
            from++;
        }

        return from;
    }

    private static void AddCSharp(List<CellPart> parts, string[] lines, int from, int end)
    {
        var code = new StringBuilder();
        foreach (var line in lines.AsSpan(from, end - from))
        {
            code.Append(line).Append('\n');
        }

        if (!string.IsNullOrWhiteSpace(code.ToString()))
        {
            parts.Add(new CSharpPart(code.ToString(), from + 1));
        }
    }

    /// <summary>A magic line's first word, and what follows it.</summary>
    internal static (string Word, string Words) SplitWord(string line)
    {
        var end = line.AsSpan().IndexOfAny(' ', '\t');
        return end < 0 ? (line, "") : (line[..end], line[end..].Trim());
    }
}

/// <summary>A stretch of a cell.</summary>
/// <param name="FirstLine">The cell's line on which it starts, 1-based.</param>
internal abstract record CellPart(int FirstLine);

/// <summary>C# code.</summary>
internal sealed record CSharpPart(string Code, int FirstLine) : CellPart(FirstLine);

/// <summary>A magic.</summary>
/// <param name="Magic">Which one.</param>
/// <param name="Words">What follows its name on its line.</param>
/// <param name="Body">The lines below it; empty where it takes none.</param>
/// <param name="FirstLine">The cell's line on which it stands, 1-based.</param>
internal sealed record MagicPart(Magic Magic, string Words, string Body, int FirstLine) : CellPart(FirstLine);
