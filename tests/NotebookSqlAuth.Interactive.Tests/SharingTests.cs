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
}
