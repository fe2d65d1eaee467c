using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using NotebookSqlAuth.Language;

namespace NotebookSqlAuth.Interactive;

/// <summary>What editors ask of the lines below a magic while they are typed.</summary>
/// <remarks>The platform hands over those lines alone; the magic's own line, which names the connection, stands in the cell that they are part of.</remarks>
internal sealed class BodyLanguage(BodyMagic body, MagicRunner runner)
{
    /// <summary>A kind by the word that the platform's front ends have an icon for.</summary>
    public static string KindOf(string kind) => kind switch
    {
        "keyword" => "Keyword",
        "function" => "Function",
        "table" or "view" => "Class",
        "schema" => "Module",
        "column" => "Field",
        "variable" => "Variable",
        "value" => "Value",
        _ => "Text",
    };

    /// <summary>What could stand at the cursor.</summary>
    public async Task CompleteAsync(RequestCompletions command, KernelInvocationContext context)
    {
        var text = TextOf(command);
        var found = runner.Language.Complete(text.All, text.Offset(command.LinePosition), await runner.CSharp.ListAsync());
        if (found.Items.Count > 0)
        {
            var items = found.Items.Select((item, rank) => new CompletionItem(
                item.Text, KindOf(item.Kind), sortText: rank.ToString("D5", CultureInfo.InvariantCulture), documentation: item.Description));
            context.Publish(new CompletionsProduced([.. items], command, text.Span(found.Start, found.End)));
        }
    }

    /// <summary>What stands at the cursor.</summary>
    public async Task ExplainAsync(RequestHoverText command, KernelInvocationContext context)
    {
        var text = TextOf(command);
        var variables = await runner.CSharp.ListAsync();
        if (runner.Language.Explain(text.All, text.Offset(command.LinePosition), variables) is { } explanation)
        {
            context.Publish(new HoverTextProduced(
                command, [new FormattedValue("text/markdown", Markdown.OfLines(explanation.PlainText)), new FormattedValue("text/plain", explanation.PlainText)]));
        }
    }

    /// <summary>What is wrong.</summary>
    public Task DiagnoseAsync(RequestDiagnostics command, KernelInvocationContext context)
    {
        // The magic's line is the platform's to check; which connection it names makes no difference to what is wrong below it.
        var text = new BodyText(body.Line(""), command.Code);
        var problems = runner.Language.Diagnose(text.All).Where(problem => problem.Start >= text.BodyStart).ToList();
        if (problems.Count > 0)
        {
            context.Publish(new DiagnosticsProduced(
                [.. problems.Select(problem => new Microsoft.DotNet.Interactive.Diagnostic(text.Span(problem.Start, problem.End), DiagnosticSeverity.Error, problem.Code, problem.Message))],
                [.. problems.Select(problem => new FormattedValue("text/plain", $"{problem.Code}: {problem.Message}"))],
                command));
        }

        return Task.CompletedTask;
    }

    private BodyText TextOf(LanguageServiceCommand command)
    {
        var cell = command.Parent as LanguageServiceCommand ?? command;
        var firstLine = cell.LinePosition.Line - command.LinePosition.Line;
        var words = MagicLine.In(cell.Code, body.Word).LastOrDefault(line => line.Number < firstLine)?.Words ?? "";
        return new BodyText(body.Line(words), command.Code);
    }
}
