using System.Text.Json;
using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using static NotebookSqlAuth.Interactive.Tests.Notebook;

namespace NotebookSqlAuth.Interactive.Tests;

/// <summary>The platform's own commands for values, with the magics' kernels.</summary>
[Collection(Notebook.OneAtATime)]
public sealed class SharingTests(Notebook notebook) : IClassFixture<Notebook>
{
    [Fact]
    public async Task Result_is_handed_over_live_and_as_rows_by_column()
    {
        MustSucceed(await notebook.RunBodyAsync("sql-query", "SELECT 1 AS Id, CAST(NULL AS varchar(9)) AS Note", ("--name", "rows")));
        var produced = Assert.Single((await notebook.RunAsync(new RequestValue("rows", "application/json", "sql-query"))).OfType<ValueProduced>());
        Assert.Same(notebook.CSharp.Variables["rows"], produced.Value);
        Assert.Equal("""[{"Id":1,"Note":null}]""", produced.FormattedValue.Value);
    }

    [Fact]
    public async Task Variables_view_lists_results_and_what_was_sent()
    {
        MustSucceed(await notebook.RunBodyAsync("sql-query", "SELECT 1 AS Id", ("--name", "listed")));
        MustSucceed(await notebook.RunAsync(new SendValue("sent", 7, targetKernelName: "sql-query")));
        var infos = (await notebook.RunAsync(new RequestValueInfos("sql-query"))).OfType<ValueInfosProduced>().Single().ValueInfos;
        Assert.Equal("DataFrame, 1 × 1", infos.Single(info => info.Name == "listed").FormattedValue.Value);
        Assert.Equal("7", infos.Single(info => info.Name == "sent").FormattedValue.Value);
    }

    [Fact]
    public async Task Result_that_the_notebook_has_let_go_is_not_listed()
    {
        MustSucceed(await notebook.RunBodyAsync("sql-query", "SELECT 1 AS Id", ("--name", "gone")));
        notebook.CSharp.Variables.Remove("gone");
        var infos = (await notebook.RunAsync(new RequestValueInfos("sql-query"))).OfType<ValueInfosProduced>().Single().ValueInfos;
        Assert.DoesNotContain(infos, info => info.Name == "gone");
    }

    [Theory]
    [InlineData("41", 42)]
    [InlineData("\"41\"", 42)]
    public async Task Value_sent_as_JSON_is_bound_before_a_variable_of_CSharp(string json, int expected)
    {
        notebook.CSharp.Variables["low"] = 1;
        MustSucceed(await notebook.RunAsync(new SendValue("low", null, new FormattedValue("application/json", json), "sql-query")));
        MustSucceed(await notebook.RunBodyAsync("sql-query", "SELECT CAST(@low AS int) + 1 AS Answer", ("--name", "bound")));
        Assert.Equal(expected, Assert.IsType<DataFrame>(notebook.CSharp.Variables["bound"])[0, 0]);
    }

    [Theory]
    [InlineData("<null>", null)]
    [InlineData("41", "41")]
    [InlineData("", "")]
    public async Task Value_sent_as_plain_text_is_bound_as_that_text(string text, string? expected)
    {
        MustSucceed(await notebook.RunAsync(new SendValue("note", null, new FormattedValue("text/plain", text), "sql-query")));
        MustSucceed(await notebook.RunBodyAsync("sql-query", "SELECT CAST(@note AS nvarchar(9)) AS Note", ("--name", "noted")));
        Assert.Equal(expected, Assert.IsType<DataFrame>(notebook.CSharp.Variables["noted"])[0, 0]);
    }

    [Fact]
    public async Task Value_sent_as_markup_is_refused() =>
        Assert.Contains("[NSA2906]", ErrorOf(await notebook.RunAsync(new SendValue("page", null, new FormattedValue("text/html", "<p>41</p>"), "sql-query"))), StringComparison.Ordinal);

    [Theory]
    [InlineData("text/plain", "text/plain of <b>41</b>")]
    [InlineData("text/html", "text/html of <b>41</b>")]
    [InlineData("application/json", "\"\\u003Cb\\u003E41\\u003C/b\\u003E\"")]
    public async Task Value_that_was_sent_is_handed_on_as_the_platform_shows_it(string mimeType, string expected)
    {
        MustSucceed(await notebook.RunAsync(new SendValue("marked", "<b>41</b>", targetKernelName: "sql-query")));
        var produced = Assert.Single((await notebook.RunAsync(new RequestValue("marked", mimeType, "sql-query"))).OfType<ValueProduced>());
        Assert.Equal((mimeType, expected), (produced.FormattedValue.MimeType, produced.FormattedValue.Value));
    }

    [Fact]
    public async Task Frame_in_a_form_that_it_has_not_is_refused()
    {
        MustSucceed(await notebook.RunBodyAsync("sql-query", "SELECT 1 AS Id", ("--name", "formed")));
        var events = await notebook.RunAsync(new RequestValue("formed", "text/csv", "sql-query"));
        Assert.Empty(events.OfType<ValueProduced>());
        Assert.Contains("`text/csv`", ErrorOf(events), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Value_whose_code_fails_is_listed_by_its_type_and_its_form_is_refused()
    {
        notebook.CSharp.Variables["failing"] = new Failing();
        MustSucceed(await notebook.RunBodyAsync("sql-query", "SELECT 1 AS Id", ("--name", "failing")));
        notebook.CSharp.Variables["failing"] = new Failing();
        var infos = (await notebook.RunAsync(new RequestValueInfos("sql-query"))).OfType<ValueInfosProduced>().Single().ValueInfos;
        Assert.EndsWith(nameof(Failing), infos.Single(info => info.Name == "failing").FormattedValue.Value, StringComparison.Ordinal);
        foreach (var mimeType in new[] { "application/json", "text/plain" })
        {
            Assert.Contains("[NSA2906]", ErrorOf(await notebook.RunAsync(new RequestValue("failing", mimeType, "sql-query"))), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task JSON_that_is_none_and_an_object_of_another_language_are_refused()
    {
        var broken = new SendValue("broken", null, new FormattedValue("application/json", "{"), "sql-query");
        Assert.Contains("[NSA2906]", ErrorOf(await notebook.RunAsync(broken)), StringComparison.Ordinal);
        Assert.Contains("[NSA2906]", ErrorOf(await notebook.RunAsync(new SendValue("list", new List<int> { 1 }, targetKernelName: "sql-query"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_of_the_values_makes_no_form_of_a_frame()
    {
        MustSucceed(await notebook.RunBodyAsync("sql-query", "SELECT 1 AS Id", ("--name", "lined")));
        var listing = await notebook.Root.SendAsync(new DirectiveCommand("#!who", "sql-query"), TestContext.Current.CancellationToken);
        var listed = listing.Heard.OfType<ValueProduced>().Last(produced => produced.Name == "lined");
        Assert.Equal(("text/plain", "DataFrame, 1 × 1"), (listed.FormattedValue.MimeType, listed.FormattedValue.Value));
        Assert.Equal("""[{"Id":1}]""", (await notebook.RunAsync(new RequestValue("lined", "application/json", "sql-query"))).OfType<ValueProduced>().Single().FormattedValue.Value);
    }

    [Fact]
    public async Task Frame_or_object_cannot_stand_for_a_parameter()
    {
        using var json = JsonDocument.Parse("[1, 2]");
        Assert.Contains("not one value", ErrorOf(await notebook.RunAsync(new SendValue("many", json.RootElement.Clone(), new FormattedValue("application/json", "[1, 2]"), "sql-query"))), StringComparison.Ordinal);
        Assert.Contains("not one value", ErrorOf(await notebook.RunAsync(new SendValue("frame", new DataFrame(), targetKernelName: "sql-query"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_that_is_not_shared_is_an_error_that_says_what_is()
    {
        notebook.CSharp.Variables["private"] = 1;
        Assert.Contains("`sql-query` has no value 'private'", ErrorOf(await notebook.RunAsync(new RequestValue("private", "application/json", "sql-query"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frame_that_CSharp_shows_looks_as_the_magics_show_it()
    {
        var shown = await notebook.RunBodyAsync("sql-query", "SELECT 1 AS Id", ("--name", "alike"));
        MustSucceed(shown);
        var text = Formatter.ToDisplayString(notebook.CSharp.Variables["alike"]!, "text/plain");
        Assert.Contains("1 row × 1 column", text, StringComparison.Ordinal);
        Assert.Equal(["text/html", "text/plain"], Formatter.Preferred[typeof(DataFrame)]);
    }

    private sealed class Failing
    {
        private readonly string _why = "not now";

        public int Count => throw new InvalidOperationException(_why);

        public override string ToString() => throw new InvalidOperationException(_why);
    }
}
