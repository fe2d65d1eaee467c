using Microsoft.CodeAnalysis.Text;
using Microsoft.DotNet.Interactive;
using LinePosition = Microsoft.DotNet.Interactive.LinePosition;
using LinePositionSpan = Microsoft.DotNet.Interactive.LinePositionSpan;

namespace NotebookSqlAuth.Interactive;

/// <summary>The lines below a magic with the magic's line above them, as <see cref="Language.MagicLanguage"/> reads them; places are the platform's: line and character in the lines alone.</summary>
internal sealed class BodyText(string line, string body)
{
    private readonly SourceText lines = SourceText.From(body);

    /// <summary>All of it.</summary>
    public string All { get; } = line + "\n" + body;

    /// <summary>Where the lines below begin.</summary>
    public int BodyStart => line.Length + 1;

    /// <summary>A place as an offset; within the text, whatever it was.</summary>
    public int Offset(LinePosition place) =>
        BodyStart + Math.Min(lines.Lines[Math.Clamp(place.Line, 0, lines.Lines.Count - 1)].Start + place.Character, lines.Length);

    /// <summary>A stretch as places.</summary>
    public LinePositionSpan Span(int start, int end) => new(Place(start), Place(end));

    private LinePosition Place(int offset)
    {
        var place = lines.Lines.GetLinePosition(Math.Max(0, offset - BodyStart));
        return new LinePosition(place.Line, place.Character);
    }
}
