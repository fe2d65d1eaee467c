using Microsoft.DotNet.Interactive;

namespace NotebookSqlAuth.Interactive;

/// <summary>The lines below a magic with the magic's line above them, as <see cref="Language.MagicLanguage"/> reads them; places are the platform's: line and character in the lines alone.</summary>
internal sealed class BodyText(string line, string body)
{
    /// <summary>All of it.</summary>
    public string All { get; } = line + "\n" + body;

    /// <summary>Where the lines below begin.</summary>
    public int BodyStart => line.Length + 1;

    /// <summary>A place as an offset; within the text, whatever it was.</summary>
    public int Offset(LinePosition place)
    {
        var start = BodyStart;
        for (var number = 0; number < place.Line && All.IndexOf('\n', start) is >= 0 and var end; number++)
        {
            start = end + 1;
        }

        return Math.Min(start + place.Character, All.Length);
    }

    /// <summary>A stretch as places.</summary>
    public LinePositionSpan Span(int start, int end) => new(Place(start), Place(end));

    private LinePosition Place(int offset)
    {
        var before = All.AsSpan(BodyStart, Math.Max(0, offset - BodyStart));
        return new LinePosition(before.Count('\n'), before.Length - (before.LastIndexOf('\n') + 1));
    }
}
