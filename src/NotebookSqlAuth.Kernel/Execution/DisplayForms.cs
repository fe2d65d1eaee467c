using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Display;

namespace NotebookSqlAuth.Kernel.Execution;

/// <summary>Chooses how a value is shown: a frame as a table, markup as markup, all else as text.</summary>
internal static class DisplayForms
{
    /// <summary>The forms of a value; a null one is shown as such.</summary>
    public static DisplayBundle Of(object? value) => value switch
    {
        DataFrame frame => Of(ResultTable.Of(frame)),
        IHtmlContent markup => OfMarkup(markup),
        CellOutput output => Of(output),
        _ => new DisplayBundle(PlainText.Of(value), null),
    };

    /// <summary>The forms of a magic's output.</summary>
    public static DisplayBundle Of(CellOutput output) => new(output.PlainText, output.Html);

    private static DisplayBundle OfMarkup(IHtmlContent markup)
    {
        using var writer = new StringWriter();
        markup.WriteTo(writer, HtmlEncoder.Default);
        var html = writer.ToString();
        return new DisplayBundle($"(HTML, {html.Length:N0} characters)", html);
    }
}
