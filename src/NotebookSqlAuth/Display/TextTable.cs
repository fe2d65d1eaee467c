using System.Text;

namespace NotebookSqlAuth.Display;

/// <summary>A table of texts in the look of all outputs: every text encoded, cut after 100 characters, a wide table in a scrolling box.</summary>
public static class TextTable
{
    private const int MaxPlainCellWidth = 60;
    private static readonly HashSet<int> NoColumn = [];

    /// <summary>Renders a table.</summary>
    /// <param name="caption">What stands above it; names in backticks are shown as code.</param>
    /// <param name="columns">The columns' names; none for a table without a head.</param>
    /// <param name="rows">The rows, as many texts each as there are columns.</param>
    /// <param name="numeric">Which columns are set to the right, by their index; null for none.</param>
    /// <param name="whole">Whether no text is cut, for sentences of ours.</param>
    public static CellOutput Of(
        string caption,
        IReadOnlyList<string> columns,
        IReadOnlyList<IReadOnlyList<string>> rows,
        IReadOnlySet<int>? numeric = null,
        bool whole = false)
    {
        numeric ??= NoColumn;
        var head = columns.Count == 0 ? Html.Empty : Html.Of($"<thead><tr>{columns.Select((name, index) => Head(name, numeric.Contains(index)))}</tr></thead>\n");
        var body = rows.Select(row => Html.Of($"<tr>{row.Select((text, index) => Cell(text, numeric.Contains(index), whole))}</tr>\n"));
        return Page.Of(
            Html.Of($"<div class=\"nsa-scroll\" role=\"region\" aria-label=\"Value\" tabindex=\"0\"><table><caption>{Prose.ToHtml(caption)}</caption>\n{head}<tbody>\n{body}</tbody></table></div>"),
            PlainText(caption, columns, rows, numeric, whole));
    }

    private static Html Head(string name, bool isNumeric) =>
        Html.Of($"<th scope=\"col\" class=\"{Alignment(isNumeric)}\">{Cut(name, whole: false).Text}</th>");

    private static Html Cell(string text, bool isNumeric, bool whole) => Cut(text, whole) switch
    {
        { FullLength: null } shown => Html.Of($"<td class=\"{Alignment(isNumeric)}\">{shown.Text}</td>"),
        var cut => Html.Of($"<td class=\"{Alignment(isNumeric)}\">{cut.Text} <span class=\"nsa-cut\">({cut.FullLength})</span></td>"),
    };

    private static string Alignment(bool isNumeric) => isNumeric ? "nsa-num" : "nsa-text";

    private static CellValue Cut(string text, bool whole) => whole ? new CellValue(VisibleText.OneLine(text)) : ValueText.Of(text, "");

    private static string PlainText(
        string caption, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlySet<int> numeric, bool whole)
    {
        var lines = rows.Select(row => row.Select(text => whole ? Cut(text, whole).Text : TextWidth.Cut(Cut(text, whole).Text, MaxPlainCellWidth)).ToList()).ToList();
        if (columns.Count > 0)
        {
            var names = columns.Select(name => TextWidth.Cut(Cut(name, whole: false).Text, MaxPlainCellWidth)).ToList();
            lines.Insert(0, names);
            lines.Insert(1, [.. names.Select((_, index) => new string('─', lines.Max(line => TextWidth.Of(line[index]))))]);
        }

        var plain = new StringBuilder(VisibleText.OneLine(caption));
        foreach (var line in lines)
        {
            var cells = line.Select((cell, index) => Pad(cell, lines.Max(other => TextWidth.Of(other[index])), numeric.Contains(index)));
            plain.Append('\n').Append(string.Join("  ", cells).TrimEnd());
        }

        return plain.ToString();
    }

    private static string Pad(string cell, int width, bool right)
    {
        var space = new string(' ', width - TextWidth.Of(cell));
        return right ? space + cell : cell + space;
    }
}
