using System.Text.Json.Nodes;
using NotebookSqlAuth.Kernel.Jupyter.Output;
using NotebookSqlAuth.Kernel.Jupyter.Wire;
using NotebookSqlAuth.Kernel.Language;

namespace NotebookSqlAuth.Kernel.Jupyter.Shell;

/// <summary>Answers what an editor asks while a cell is typed.</summary>
internal sealed class LanguageRequests(LiveNotebook notebook, CancellationToken stop)
{
    /// <summary>Answers a complete request.</summary>
    public async Task<JsonObject?> CompleteAsync(JupyterMessage request)
    {
        var (code, cursor) = CodeAndCursor(request);
        var language = await notebook.LanguageAsync();
        var answer = await language.CompleteAsync(code, cursor, stop);
        var (start, end) = (CodePoints.FromUtf16(code, answer.Start), CodePoints.FromUtf16(code, answer.End));
        return new JsonObject
        {
            ["matches"] = new JsonArray([.. answer.Items.Select(item => (JsonNode)WellFormed.Of(item.Text))]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject
            {
                // What JupyterLab shows beside each: an icon and a line of text.
                ["_jupyter_types_experimental"] = new JsonArray([.. answer.Items.Select(item => (JsonNode)Typed(item, start, end))]),
            },
        };
    }

    /// <summary>Answers an inspect request.</summary>
    public async Task<JsonObject?> InspectAsync(JupyterMessage request)
    {
        var (code, cursor) = CodeAndCursor(request);
        var language = await notebook.LanguageAsync();
        var found = await language.InspectAsync(code, cursor, request.Content.Number("detail_level") is > 0, stop);
        return new JsonObject
        {
            ["found"] = found is not null,
            ["data"] = found is null ? new JsonObject() : MimeBundle.Of(found),
            ["metadata"] = new JsonObject(),
        };
    }

    /// <summary>Answers an is_complete request.</summary>
    public async Task<JsonObject?> IsCompleteAsync(JupyterMessage request)
    {
        var language = await notebook.LanguageAsync();
        var answer = await language.CompletenessAsync(request.Content.Text("code"), stop);
        return answer.Status switch
        {
            CompletenessStatus.Complete => new JsonObject { ["status"] = "complete" },
            CompletenessStatus.Incomplete => new JsonObject { ["status"] = "incomplete", ["indent"] = answer.Indent },
            _ => new JsonObject { ["status"] = "invalid" },
        };
    }

    private static JsonObject Typed(CompletionItem item, int start, int end)
    {
        var typed = new JsonObject { ["text"] = WellFormed.Of(item.Text), ["type"] = item.Kind, ["start"] = start, ["end"] = end };
        if (item.Description is not null)
        {
            typed["signature"] = WellFormed.Of(item.Description);
        }

        return typed;
    }

    private static (string Code, int Cursor) CodeAndCursor(JupyterMessage request)
    {
        var code = request.Content.Text("code");
        return (code, CodePoints.ToUtf16(code, request.Content.Number("cursor_pos") ?? int.MaxValue));
    }
}
