using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using NotebookSqlAuth.Kernel.Execution;

namespace NotebookSqlAuth.Kernel.Running;

/// <summary>A notebook as one page that needs nothing from elsewhere and runs nothing.</summary>
internal static class HtmlPage
{
    // Outputs are markup that cells made. No script of theirs runs, nothing is fetched, no form is sent.
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";

    /// <summary>The page's text.</summary>
    public static string Of(NotebookDocument notebook)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Append(CultureInfo.InvariantCulture, $"<meta http-equiv=\"Content-Security-Policy\" content=\"{ContentSecurityPolicy}\">\n");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append("<meta name=\"referrer\" content=\"no-referrer\">\n");
        page.Append(CultureInfo.InvariantCulture, $"<title>{Encode(notebook.Title)}</title>\n<style>\n{Style()}</style>\n</head>\n<body>\n<main>\n");
        foreach (var cell in notebook.Cells)
        {
            Append(page, cell);
        }

        page.Append(CultureInfo.InvariantCulture, $"<footer>{Encode(Path.GetFileName(notebook.Path))}, run by notebook-sql on {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC</footer>\n");
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Append(StringBuilder page, NotebookCell cell)
    {
        switch (cell.Kind)
        {
            case CellKind.Markdown:
                page.Append(CultureInfo.InvariantCulture, $"<section class=\"prose\">\n{MarkdownCell.ToHtml(cell)}</section>\n");
                break;
            case CellKind.Code:
                page.Append(CultureInfo.InvariantCulture, $"<section class=\"cell\">\n<div class=\"count\">{(cell.ExecutionCount is { } count ? $"[{count}]" : "")}</div>\n");
                page.Append(CultureInfo.InvariantCulture, $"<pre class=\"source\"><code>{CodeColors.ToHtml(cell.Source)}</code></pre>\n");
                AppendOutputs(page, cell.Outputs);
                page.Append("</section>\n");
                break;
        }
    }

    private static void AppendOutputs(StringBuilder page, IReadOnlyList<JsonObject> outputs)
    {
        if (outputs.Count == 0)
        {
            return;
        }

        page.Append("<div class=\"outputs\">\n");
        foreach (var output in outputs)
        {
            page.Append(ToHtml(output)).Append('\n');
        }

        page.Append("</div>\n");
    }

    private static string ToHtml(JsonObject output)
    {
        switch (NotebookCell.TextOf(output["output_type"]))
        {
            case "stream":
                return $"<pre class=\"output text {(NotebookCell.TextOf(output["name"]) == "stderr" ? "stderr" : "stdout")}\">{Encode(NotebookCell.TextOf(output["text"]))}</pre>";
            case "error" when CellError.HasCard(NotebookCell.TextOf(output["ename"])):
                return "";
            case "error":
                return $"<pre class=\"output error\">{Encode(string.Join('\n', ((JsonArray)output["traceback"]!).Select(NotebookCell.TextOf)))}</pre>";
            default:
                return FormOf((JsonObject)output["data"]!);
        }
    }

    // The richest form that this page can show.
    private static string FormOf(JsonObject data)
    {
        if (data["text/html"] is { } html)
        {
            return $"<div class=\"output\">{NotebookCell.TextOf(html)}</div>";
        }

        if (data.FirstOrDefault(form => form.Key.StartsWith("image/", StringComparison.Ordinal)) is { Key: { } type, Value: { } image })
        {
            // As an image even a drawing that is text runs no script.
            var text = NotebookCell.TextOf(image);
            var base64 = type == "image/svg+xml" ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : text.ReplaceLineEndings("");
            return $"<div class=\"output\"><img alt=\"{Encode(NotebookCell.TextOf(data["text/plain"]))}\" src=\"data:{Encode(type)};base64,{Encode(base64)}\"></div>";
        }

        return data["text/markdown"] is { } markdown
            ? $"<div class=\"output prose\">{MarkdownCell.ToHtml(NotebookCell.TextOf(markdown), attachments: null)}</div>"
            : $"<pre class=\"output text\">{Encode(NotebookCell.TextOf(data["text/plain"]))}</pre>";
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    private static string Style()
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream("page.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
