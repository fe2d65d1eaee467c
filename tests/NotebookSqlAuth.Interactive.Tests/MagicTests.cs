using System.Text.Json;
using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using NotebookSqlAuth.Interactive.Commands;
using static NotebookSqlAuth.Interactive.Tests.Notebook;

namespace NotebookSqlAuth.Interactive.Tests;

/// <summary>Magics as the platform hands them over.</summary>
[Collection(Notebook.OneAtATime)]
public sealed class MagicTests(Notebook notebook) : IClassFixture<Notebook>
{
    // The platform's own, as far as it matters here.
    private static readonly JsonSerializerOptions s_platformsJson = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    [Fact]
    public async Task Query_sets_the_variable_and_binds_those_of_CSharp()
    {
        notebook.CSharp.Variables["low"] = 41;
        MustSucceed(await notebook.RunBodyAsync("sql-query", "SELECT @low + 1 AS Answer", ("--name", "answer")));
        Assert.Equal(42, Assert.IsType<DataFrame>(notebook.CSharp.Variables["answer"])[0, 0]);
    }

    [Fact]
    public async Task Values_of_a_selector_lose_their_quotes()
    {
        MustSucceed(await notebook.RunBodyAsync("sql-query", "SELECT 1 AS One", ("--name", "\"quoted\"")));
        Assert.True(notebook.CSharp.Variables.ContainsKey("quoted"));
    }

    [Fact]
    public async Task Error_is_the_commands_message_without_a_stack()
    {
        var events = await notebook.RunBodyAsync("sql-query", "SELECT * FROM Nowhere");
        Assert.Matches(@"208.*\[NSA\d{4}\]$", ErrorOf(events)!.ReplaceLineEndings(" "));
        Assert.DoesNotContain("   at ", ErrorOf(events), StringComparison.Ordinal);
        Assert.Contains(TextsOf(events), text => text.Contains("Error NSA", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Name_that_CSharp_does_not_take_is_an_error_with_its_reason()
    {
        notebook.CSharp.Refused = "refused";
        var error = ErrorOf(await notebook.RunBodyAsync("sql-query", "SELECT 1 AS One", ("--name", "refused")))!;
        Assert.Contains("[NSA2901]", error, StringComparison.Ordinal);
        Assert.Contains("CS0128", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Some.Frame", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_ends_the_query_and_says_what_became_of_it()
    {
        using var stop = new CancellationTokenSource();
        var command = new SubmitCode("WAITFOR DELAY '00:01:00'", "sql-query");
        // Its first line of progress.
        command.Heard = heard => _ = heard is DisplayedValueProduced ? stop.CancelAsync() : Task.CompletedTask;
        var events = await notebook.RunAsync(command, cancellation: stop.Token);
        Assert.Contains(ErrorOf(events), new[] { "The cell was stopped.", "Command cancelled." });
        Assert.Equal("Stopped after 0 rows; they are not kept.", Assert.Single(TextsOf(events)));
    }

    [Fact]
    public async Task A_name_without_a_variable_leaves_the_card_alone_below_the_cell()
    {
        var events = await notebook.RunBodyAsync("sql-query", "SELECT @nobodySetThis AS Missing");
        Assert.Contains("@nobodySetThis", ErrorOf(events), StringComparison.Ordinal);
        Assert.Empty(events.OfType<ErrorProduced>());
    }

    [Fact]
    public async Task Surplus_word_that_the_platform_drops_is_refused()
    {
        var events = await notebook.RunAsync(new NotebookSqlAuthSqlConnectCommand(), "#!sql-connect surplus");
        Assert.Contains("belongs to no option", ErrorOf(events), StringComparison.Ordinal);
        Assert.Contains(TextsOf(events), text => text.StartsWith("Error NSA", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("#!sql-query --help", "#!sql-query")]
    [InlineData("#!sql-query -h", "#!sql-query")]
    [InlineData("#!sql-query\t--help", "#!sql-query")]
    public async Task Selector_with_nothing_below_it_explains_itself(string cell, string word)
    {
        // To the platform the line alone is no code; what it became passes the kernel.
        var events = await notebook.RunAsync(new DirectiveCommand(cell, "sql-query"), cell);
        MustSucceed(events);
        Assert.Contains(word, Assert.Single(TextsOf(events)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!sql-query --help\n#!time\n")]
    [InlineData("#!sql-query --help\n#!who\n  \n#!csharp\n1 + 1")]
    [InlineData("#!sql-query --help\n#!sql-query\nSELECT 1 AS One")]
    [InlineData("#!sql-query\nSELECT 1 AS One\n#!sql-query --help")]
    public async Task Selector_without_code_is_answered_once_whatever_magics_stand_around_it(string cell)
    {
        // The platform comes to each line that is no code in its order; what it makes of the SQL is left out.
        var lines = cell.Split('\n').Where(line => line.StartsWith("#!", StringComparison.Ordinal));
        var events = await notebook.RunCellAsync(cell, [.. lines.Select(line => new DirectiveCommand(line, "sql-query"))]);
        MustSucceed(events);
        Assert.Contains("Usage:", Assert.Single(TextsOf(events)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!sql-query\n#!time\nSELECT 1 AS One")]
    [InlineData("#!sql-query\n\n#!set --name x --value 1\nSELECT 1 AS One")]
    public async Task Selector_whose_code_comes_after_another_magic_waits_for_it(string cell) =>
        Assert.Empty(await notebook.RunCellAsync(cell, new DirectiveCommand("#!sql-query", "sql-query")));

    [Fact]
    public async Task Selector_before_another_language_has_no_code()
    {
        var events = await notebook.RunCellAsync("#!sql-query\n#!csharp\n1 + 1", new DirectiveCommand("#!sql-query", "sql-query"));
        Assert.Contains("[NSA2009]", ErrorOf(events), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""#!sql-connect --account @input:{"type": "text", "prompt": "Which one?"}""", null)]
    [InlineData("""#!sql-connect --account @input:{"type": "text"} surplus""", "belongs to no option")]
    public async Task JSON_of_an_input_is_no_word_of_the_magic(string cell, string? error)
    {
        var events = await notebook.RunAsync(new NotebookSqlAuthSqlConnectCommand { Help = true }, cell);
        Assert.Contains(error ?? "Usage:", error is null ? Assert.Single(TextsOf(events)) : ErrorOf(events), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Surplus_word_behind_a_selector_alone_shows_its_error()
    {
        var events = await notebook.RunAsync(new DirectiveCommand("#!sql-query surplus", "sql-query"), "#!sql-query surplus");
        Assert.Matches(@"\[NSA\d{4}\]$", ErrorOf(events)!);
        Assert.Contains(TextsOf(events), text => text.StartsWith("Error NSA", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_flag_of_a_command_explains_the_magic()
    {
        var events = await notebook.RunAsync(new NotebookSqlAuthSparkConnectCommand { H = true });
        MustSucceed(events);
        Assert.Contains("--databricks", Assert.Single(TextsOf(events)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"timeout":30,"force":false}""", "30")]
    [InlineData("""{"timeout":"30","invokedDirective":"#!sql-connect","targetKernelName":null}""", "30")]
    [InlineData("""{"timeout":null}""", null)]
    public void Value_that_is_bound_to_a_variable_is_read_as_the_text_a_cell_would_hold(string json, string? expected)
    {
        Assert.Equal(expected, JsonSerializer.Deserialize<NotebookSqlAuthSqlConnectCommand>(json, s_platformsJson)!.Timeout);
    }

    [Fact]
    public async Task Options_that_name_something_are_completed()
    {
        MustSucceed(await notebook.RunBodyAsync("sql-query", "SELECT 1 AS One", ("--name", "frameToComplete")));
        Assert.Contains("default", await CompleteAsync("#!sql-query", "--connection"));
        Assert.Contains("frameToComplete", await CompleteAsync("#!to-spark", "--frame"));
        Assert.Contains("usgov", await CompleteAsync("#!aad-login", "--cloud"), StringComparer.OrdinalIgnoreCase);
    }

    private Task<IReadOnlyList<string>> CompleteAsync(string word, string option) => notebook.Root.KernelInfo.SupportedDirectives
        .Single(directive => directive.Name == word).Parameters.Single(parameter => parameter.Name == option).CompleteAsync();
}
