using System.Text.Json.Nodes;
using NotebookSqlAuth.Kernel.Execution;

namespace NotebookSqlAuth.Kernel.Jupyter.Output;

/// <summary>An output's forms as messages carry them: text and base64 as strings, JSON as JSON.</summary>
internal static class MimeBundle
{
    /// <summary>The forms by media type.</summary>
    public static JsonObject Of(DisplayBundle bundle)
    {
        var data = new JsonObject { ["text/plain"] = WellFormed.Of(bundle.PlainText) };
        if (bundle.Html is not null)
        {
            data["text/html"] = WellFormed.Of(bundle.Html);
        }

        foreach (var (mediaType, form) in bundle.Others)
        {
            data[mediaType] = IsJson(mediaType) ? JsonNode.Parse(form) : WellFormed.Of(form);
        }

        return data;
    }

    private static bool IsJson(string mediaType) =>
        mediaType == "application/json" || mediaType.EndsWith("+json", StringComparison.Ordinal);
}
