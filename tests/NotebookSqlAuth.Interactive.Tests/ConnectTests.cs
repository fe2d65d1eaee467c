using Microsoft.DotNet.Interactive;
using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Commands;
using NotebookSqlAuth.Interactive.Commands;
using static NotebookSqlAuth.Interactive.Tests.Notebook;

namespace NotebookSqlAuth.Interactive.Tests;

/// <summary>The platform's own way to connect.</summary>
[Collection(Notebook.OneAtATime)]
public sealed class ConnectTests(Notebook notebook) : IClassFixture<Notebook>
{
    [Fact]
    public async Task Connect_gives_a_kernel_of_that_connection_once()
    {
        MustSucceed(await notebook.RunAsync(new NotebookSqlAuthConnectCommand("sales")));
        MustSucceed(await notebook.RunAsync(new NotebookSqlAuthConnectCommand("sales") { Timeout = "20" }));
        MustSucceed(await notebook.RunBodyAsync("sql-sales", "SELECT DB_NAME() AS Here", ("--name", "here")));
        Assert.Single(notebook.Root.Children, kernel => kernel.Name == "sql-sales");
        Assert.Equal(notebook.Database, Assert.IsType<DataFrame>(notebook.CSharp.Variables["here"])[0, 0]);
    }

    [Theory]
    [InlineData("query")]
    [InlineData("Query")]
    [InlineData("Sales")]
    [InlineData("a.b")]
    [InlineData("taken")]
    public async Task A_name_that_cannot_be_a_kernels_is_refused(string name)
    {
        if (notebook.Root.FindKernelByName("sql-taken") is null)
        {
            notebook.Root.Add(new OtherKernel());
        }

        // Files of notebooks know no case: beside this one, none that differs in it alone.
        MustSucceed(await notebook.RunAsync(new NotebookSqlAuthConnectCommand("sales")));
        var children = notebook.Root.Children.Count;
        Assert.Contains("[NSA2905]", ErrorOf(await notebook.RunAsync(new NotebookSqlAuthConnectCommand(name))), StringComparison.Ordinal);
        Assert.Equal(children, notebook.Root.Children.Count);
    }

    [Fact]
    public async Task Connection_that_fails_leaves_no_kernel()
    {
        var events = await notebook.RunAsync(new NotebookSqlAuthConnectCommand("broken") { Account = "nobody@example.com" });
        Assert.Matches(@"\[NSA\d{4}\]$", ErrorOf(events)!);
        Assert.Null(notebook.Root.FindKernelByName("sql-broken"));
    }

    [Theory]
    [InlineData("helped")]
    [InlineData(null)]
    public async Task Help_connects_nothing(string? name)
    {
        var events = await notebook.RunAsync(new NotebookSqlAuthConnectCommand(name) { Help = true });
        MustSucceed(events);
        var text = Assert.Single(TextsOf(events));
        Assert.Contains("#!connect azure-sql --kernel-name NAME", text, StringComparison.Ordinal);
        Assert.Contains("--server", text, StringComparison.Ordinal);
        Assert.Null(notebook.Root.FindKernelByName("sql-helped"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_kernel_needs_a_name(string? name)
    {
        var events = await notebook.RunAsync(new NotebookSqlAuthConnectCommand(name));
        Assert.Contains("needs `--kernel-name`", ErrorOf(events), StringComparison.Ordinal);
        Assert.Contains(TextsOf(events), text => text.StartsWith("Error NSA", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("#!connect azure-sql --kernel-name surplus words", "belongs to no option")]
    [InlineData("#!connect \t azure-sql\t--kernel-name surplus words", "belongs to no option")]
    [InlineData("#!connect azure-sql --kernel-name surplus --name other", "has no option `--name`")]
    public async Task Wrong_words_of_the_line_are_refused(string cell, string message)
    {
        Assert.Contains(message, ErrorOf(await notebook.RunAsync(new NotebookSqlAuthConnectCommand("surplus"), cell)), StringComparison.Ordinal);
        Assert.Null(notebook.Root.FindKernelByName("sql-surplus"));
    }

    [Fact]
    public async Task Wrong_words_of_another_magics_line_are_not_its_own()
    {
        const string Cell = "#!connect azure-sql --kernel-name beside\n#!sql-connect surplus";
        MustSucceed(await notebook.RunAsync(new NotebookSqlAuthConnectCommand("beside"), Cell));
        Assert.NotNull(notebook.Root.FindKernelByName("sql-beside"));
    }

    [Fact]
    public async Task Its_kernel_explains_itself_by_its_own_name()
    {
        MustSucceed(await notebook.RunAsync(new NotebookSqlAuthConnectCommand("sales")));
        var events = await notebook.RunAsync(new DirectiveCommand("#!sql-sales --help", "sql-sales"), "#!sql-sales --help");
        MustSucceed(events);
        var text = Assert.Single(TextsOf(events));
        Assert.Contains("#!sql-sales [options]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("--connection", text, StringComparison.Ordinal);
        Assert.DoesNotContain("#!sql-query", text, StringComparison.Ordinal);
    }

    private sealed class OtherKernel() : Kernel("sql-taken");
}
