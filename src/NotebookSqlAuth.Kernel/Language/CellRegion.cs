using System.Buffers;
using NotebookSqlAuth.Kernel.Execution;
using NotebookSqlAuth.Kernel.Execution.Magics;
using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Kernel.Language;

/// <summary>A stretch of a cell's own text: C#, or a magic with the body below it.</summary>
/// <remarks>
/// The rules are those of <see cref="CellText"/>, but nothing is refused and positions are those of the text as it was
/// typed: half a magic's name is a magic's region too.
/// </remarks>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends, the line break included.</param>
/// <param name="Word">The magic's word; null for C#.</param>
internal sealed record CellRegion(int Start, int End, string? Word)
{
    // The line breaks that string.ReplaceLineEndings knows, as CellText does.
    private static readonly SearchValues<char> LineBreaks = SearchValues.Create("\r\n\f\u0085\u2028\u2029");

    /// <summary>The magic; null for C#, and where no magic has that name.</summary>
    public Magic? Magic { get; } = Word is null ? null : KernelMagics.Find(Word);

    /// <summary>The regions in order; they cover the whole text, and there is at least one.</summary>
    public static IReadOnlyList<CellRegion> Split(string source)
    {
        var regions = new List<CellRegion>();
        var at = 0;
        do
        {
            var end = EndOfLine(source, at);
            if (!CellText.IsMagic(source[at..end]))
            {
                regions.Add(new CellRegion(at, at = EndOfText(source, end), null));
                continue;
            }

            var region = new CellRegion(at, end, CellText.SplitWord(source[at..end].TrimEnd()).Word);
            at = region.Magic?.BodyName is null ? end : EndOfText(source, end);
            regions.Add(region with { End = at });
        }
        while (at < source.Length);

        // The cursor behind a last line break is on a line of its own, where C# would go on.
        if (regions[^1] is { Word: not null, Magic.BodyName: null } && EndsInLineBreak(source))
        {
            regions.Add(new CellRegion(at, at, null));
        }

        return regions;
    }

    /// <summary>The region that a cursor is in. Between two regions it is in the later one; behind a last line without a break, in that line's.</summary>
    public static CellRegion At(IReadOnlyList<CellRegion> regions, int cursor) =>
        regions.FirstOrDefault(region => region.Start <= cursor && cursor < region.End) ?? regions[^1];

    /// <summary>The region's own text.</summary>
    public string TextOf(string source) => source[Start..End];

    /// <summary>A text's lines, each with its line break.</summary>
    public static IEnumerable<string> Lines(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = EndOfLine(text, at);
            yield return text[at..end];
            at = end;
        }
    }

    /// <summary>The line that a position is on, its break left out.</summary>
    public static string LineAt(string text, int position)
    {
        var start = text.AsSpan(0, position).LastIndexOfAny(LineBreaks) + 1;
        var length = text.AsSpan(start).IndexOfAny(LineBreaks);
        return length < 0 ? text[start..] : text.Substring(start, length);
    }

    private static int EndOfText(string source, int at)
    {
        while (at < source.Length && !CellText.IsMagic(source[at..EndOfLine(source, at)]))
        {
            at = EndOfLine(source, at);
        }

        return at;
    }

    private static int EndOfLine(string source, int at)
    {
        var length = source.AsSpan(at).IndexOfAny(LineBreaks);
        return length < 0 ? source.Length : at + length + (source.AsSpan(at + length).StartsWith("\r\n") ? 2 : 1);
    }

    private static bool EndsInLineBreak(string source) => LineBreaks.Contains(source[^1]);
}
