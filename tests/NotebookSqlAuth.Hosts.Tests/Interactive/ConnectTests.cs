using NotebookSqlAuth.Magics;

namespace NotebookSqlAuth.Hosts.Tests.Interactive;

/// <summary>The platform's own way to connect.</summary>
public sealed class ConnectTests(SandboxNotebookFixture fixture) : IClassFixture<SandboxNotebookFixture>
{
    [Fact]
    public async Task Connect_gives_a_kernel_of_that_connection()
    {
        var notebook = await fixture.NotebookAsync();
        var connect = (await notebook.RunAsync("#!connect azure-sql --kernel-name sales")).MustSucceed();
        (await notebook.RunAsync("#!sql-sales --name one\nSELECT DB_NAME() AS Here")).MustSucceed();
        Assert.Contains(connect.FinalTexts, text => text.Contains("#!sql-sales", StringComparison.Ordinal));
        Assert.Contains(notebook.Sandbox.Database, (await notebook.RunAsync("Console.Write(one[0, 0])")).MustSucceed().FinalTexts);
    }

    [Fact]
    public async Task Connecting_again_renews_the_connection_and_keeps_the_kernel()
    {
        var notebook = await fixture.NotebookAsync();
        (await notebook.RunAsync("#!connect azure-sql --kernel-name again")).MustSucceed();
        (await notebook.RunAsync("#!sql-again\nSELECT 1 AS n INTO #kept")).MustSucceed();
        (await notebook.RunAsync("#!connect azure-sql --kernel-name again")).MustSucceed();

        var run = await notebook.RunAsync("#!sql-again\nSELECT n FROM #kept");

        Assert.False(run.Succeeded);
        Assert.Contains("208", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query")]
    [InlineData("a.b")]
    public async Task A_name_that_cannot_be_a_kernels_is_refused(string name)
    {
        var notebook = await fixture.NotebookAsync();
        var run = await notebook.RunAsync("#!connect azure-sql --kernel-name " + name);
        Assert.False(run.Succeeded);
        Assert.Contains("[NSA2905]", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!connect azure-sql", "needs `--kernel-name`")]
    [InlineData("#!connect azure-sql --kernel-name wrong surplus", "belongs to no option")]
    [InlineData("#!connect azure-sql --kernel-name wrong --server 'a b'", "single quotes")]
    public async Task Wrong_words_of_the_line_are_refused(string cell, string message)
    {
        var notebook = await fixture.NotebookAsync();
        var run = await notebook.RunAsync(cell);
        Assert.False(run.Succeeded);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("--kernel-name unused --help")]
    public async Task Help_needs_no_name_and_connects_nothing(string words)
    {
        var notebook = await fixture.NotebookAsync();
        var run = (await notebook.RunAsync("#!connect azure-sql " + words)).MustSucceed();
        Assert.Contains("#!connect azure-sql --kernel-name NAME", Assert.Single(run.FinalTexts), StringComparison.Ordinal);
        Assert.DoesNotContain("#!sql-unused", (await notebook.Notebook.Host.CompleteAsync("#!")).Keys);
    }

    [Fact]
    public async Task An_error_of_the_connection_is_its_message()
    {
        var notebook = await fixture.NotebookAsync();
        var run = await notebook.RunAsync("#!connect azure-sql --kernel-name broken --account nobody@example.com");
        Assert.False(run.Succeeded);
        Assert.Matches(@"\[NSA\d{4}\]$", run.Error);
        Assert.DoesNotContain("   at ", run.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completion_offers_the_directive_and_its_options()
    {
        var notebook = await fixture.NotebookAsync();
        Assert.Contains("azure-sql", (await notebook.Notebook.Host.CompleteAsync("#!connect ")).Keys);
        var options = await notebook.Notebook.Host.CompleteAsync("#!connect azure-sql ");
        Assert.All(["--kernel-name", "--server", "--database", "--account"], option => Assert.Contains(option, options.Keys));
        Assert.DoesNotContain("--name", options.Keys);
    }

    [Theory]
    [InlineData("#!sql-query -h", "#!sql-query")]
    [InlineData("#!aad-login -h", "#!aad-login")]
    public async Task Short_help_explains_the_magic(string cell, string magic)
    {
        var notebook = await fixture.NotebookAsync();
        var help = Assert.Single((await notebook.RunAsync(cell)).MustSucceed().FinalTexts);
        Assert.Contains(MagicSet.Find(magic)!.Description, help, StringComparison.Ordinal);
    }
}
