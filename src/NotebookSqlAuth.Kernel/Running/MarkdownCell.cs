using System.Text.Json.Nodes;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace NotebookSqlAuth.Kernel.Running;

/// <summary>A markdown cell as markup. Raw HTML in it stays text, and a link leads to the web, a mail or this page only.</summary>
internal static class MarkdownCell
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseEmphasisExtras().UseAutoLinks().UseTaskLists().DisableHtml().Build();

    /// <summary>The cell's markup.</summary>
    public static string ToHtml(NotebookCell cell) => ToHtml(cell.Source, cell.Attachments);

    /// <summary>Markdown's markup.</summary>
    /// <param name="source">The markdown.</param>
    /// <param name="attachments">Images that it refers to; null where there are none.</param>
    public static string ToHtml(string source, JsonObject? attachments)
    {
        var document = Markdown.Parse(source, Pipeline);
        foreach (var link in document.Descendants<LinkInline>())
        {
            if (link.IsImage)
            {
                link.Url = ImageOf(link.Url ?? "", attachments);
                link.GetAttributes().AddPropertyIfNotExist("loading", "lazy");
            }
            else if (!IsSafe(link.Url ?? ""))
            {
                link.Url = "#";
            }
        }

        return document.ToHtml(Pipeline);
    }

    // Only a picture that is in the notebook itself can be in a page that needs nothing from elsewhere.
    private static string ImageOf(string url, JsonObject? attachments)
    {
        const string scheme = "attachment:";
        if (url.StartsWith(scheme, StringComparison.Ordinal)
            && attachments?[Uri.UnescapeDataString(url[scheme.Length..])] is JsonObject forms
            && forms.FirstOrDefault(form => form.Key.StartsWith("image/", StringComparison.Ordinal)) is { Key: { } type, Value: { } data })
        {
            return $"data:{type};base64,{NotebookCell.TextOf(data).ReplaceLineEndings("")}";
        }

        return url.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase) ? url : "";
    }

    private static bool IsSafe(string url) =>
        url.StartsWith('#') || (Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Scheme is "https" or "http" or "mailto"
            : !url.Contains(':', StringComparison.Ordinal));
}
