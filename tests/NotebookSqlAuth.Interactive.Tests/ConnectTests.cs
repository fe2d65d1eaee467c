using Microsoft.DotNet.Interactive;
using Microsoft.Data.Analysis;
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
    [InlineData("a.b")]
    [InlineData("taken")]
    public async Task A_name_that_cannot_be_a_kernels_is_refused(string name)
    {
        if (notebook.Root.FindKernelByName("sql-taken") is null)
        {
            notebook.Root.Add(new OtherKernel());
        }

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

    [Fact]
    public async Task Help_connects_nothing()
    {
        var events = await notebook.RunAsync(new NotebookSqlAuthConnectCommand("helped") { Help = true });
        MustSucceed(events);
        Assert.Contains("--server", Assert.Single(TextsOf(events)), StringComparison.Ordinal);
        Assert.Null(notebook.Root.FindKernelByName("sql-helped"));
    }

    private sealed class OtherKernel() : Kernel("sql-taken");
}
