using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NotebookSqlAuth.Kernel.Execution;
using NotebookSqlAuth.Kernel.Jupyter.Output;
using NotebookSqlAuth.Kernel.Language;

namespace NotebookSqlAuth.Kernel.Jupyter.Shell;

/// <summary>A cell such as <c>Console.WriteLine?</c>: Jupyter's users ask for help that way, and it is no C#.</summary>
/// <param name="Subject">What is asked about.</param>
/// <param name="Detailed">Whether with two question marks.</param>
internal sealed partial record HelpRequest(string Subject, bool Detailed)
{
    /// <summary>The request in a cell's text; null where it is none.</summary>
    public static HelpRequest? Of(string code) =>
        Pattern().Match(code) is { Success: true } match ? new HelpRequest(match.Groups[1].Value, match.Groups[2].Length > 1) : null;

    /// <summary>The help, as the page or console shows it beside the cells.</summary>
    public async Task<JsonArray> PayloadAsync(LanguageServices language, CancellationToken cancellationToken)
    {
        var found = await language.InspectAsync(Subject, Subject.Length, Detailed, cancellationToken)
            ?? new DisplayBundle($"Nothing is known of {Subject}.", null);
        return [new JsonObject { ["source"] = "page", ["data"] = MimeBundle.Of(found), ["start"] = 0 }];
    }

    [GeneratedRegex(@"^\s*((?:#!)?[\p{L}_@][\p{L}\p{N}_.\-]*)(\?{1,2})\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
