using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using static NotebookSqlAuth.Interactive.Tests.Notebook;

namespace NotebookSqlAuth.Interactive.Tests;

/// <summary>What an editor asks while SQL is typed: the platform sends the lines below the magic, as part of the whole cell.</summary>
[Collection(Notebook.OneAtATime)]
public sealed class LanguageTests(Notebook notebook) : IClassFixture<Notebook>
{
    [Fact]
    public async Task Completion_replaces_the_word_at_its_place_in_the_lines()
    {
        var command = new RequestCompletions("SELECT 1\nSEL", new LinePosition(1, 3), "sql-query");
        var produced = Assert.Single((await AskAsync(command, new RequestCompletions("1 + 1\n#!sql-query\nSELECT 1\nSEL", new LinePosition(3, 3)))).OfType<CompletionsProduced>());
        Assert.Contains(produced.Completions, item => item is { DisplayText: "SELECT", Kind: "Keyword" });
        Assert.Equal((1, 0), (produced.LinePositionSpan.Start.Line, produced.LinePositionSpan.Start.Character));
        Assert.Equal((1, 3), (produced.LinePositionSpan.End.Line, produced.LinePositionSpan.End.Character));
    }

    [Fact]
    public async Task Completion_past_the_texts_end_is_answered_as_at_its_end()
    {
        var command = new RequestCompletions("SEL", new LinePosition(7, 90), "sql-query");
        var produced = Assert.Single((await AskAsync(command, null)).OfType<CompletionsProduced>());
        Assert.Contains(produced.Completions, item => item.DisplayText == "SELECT");
    }

    [Fact]
    public async Task Hover_tells_a_columns_type()
    {
        const string Sql = "SELECT OrderId FROM Sales.Orders";
        var shown = "";
        // The catalogue is read in the background.
        for (var attempt = 0; attempt < 100 && !shown.Contains("int", StringComparison.Ordinal); attempt++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            var command = new RequestHoverText(Sql, new LinePosition(0, 9), "sql-query");
            var events = await AskAsync(command, new RequestHoverText("#!sql-query\n" + Sql, new LinePosition(1, 9)));
            shown = Assert.Single(events.OfType<HoverTextProduced>()).Content.Single(form => form.MimeType == "text/markdown").Value;
        }

        Assert.Contains("int", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problem_points_at_its_word_in_the_lines()
    {
        var events = await AskAsync(new RequestDiagnostics("SELECT 1\n   FROM WHERE", "sql-query"), new RequestDiagnostics("#!sql-query --name x\nSELECT 1\n   FROM WHERE"));
        var problem = Assert.Single(events.OfType<DiagnosticsProduced>()).Diagnostics.First();
        Assert.StartsWith("SQL", problem.Code, StringComparison.Ordinal);
        Assert.Equal((1, 3), (problem.LinePositionSpan.Start.Line, problem.LinePositionSpan.Start.Character));
    }

    [Fact]
    public async Task Sound_SQL_has_no_problems() =>
        Assert.Empty((await AskAsync(new RequestDiagnostics("SELECT 1", "sql-query"), new RequestDiagnostics("#!sql-query\nSELECT 1"))).OfType<DiagnosticsProduced>());

    private async Task<IReadOnlyList<KernelEvent>> AskAsync(KernelCommand command, KernelCommand? cell)
    {
        command.Parent = cell;
        var events = (await notebook.Root.SendAsync(command, TestContext.Current.CancellationToken)).Events;
        MustSucceed(events);
        return events;
    }
}
