using NotebookSqlAuth.Hosts.Tests.Running;
using NotebookSqlAuth.Sandbox;

namespace NotebookSqlAuth.Hosts.Tests.Interactive;

/// <summary>The whole line in the real .NET Interactive: sign in, connect, query, DataFrame.</summary>
public sealed class SignedInTests(SandboxNotebookFixture fixture) : IClassFixture<SandboxNotebookFixture>
{
    [Fact]
    public async Task Sign_in_card_asks_with_a_code_and_is_replaced_by_who_signed_in()
    {
        var notebook = await fixture.NotebookAsync();
        var displays = notebook.SignIn.Events.Where(shown => shown.IsDisplay).ToList();
        Assert.Contains(notebook.Code, displays[0].Formatted("text/plain"), StringComparison.Ordinal);
        Assert.All(displays.Skip(1), shown => Assert.Equal(displays[0].Text("valueId"), shown.Text("valueId")));

        Assert.Contains(SandboxUser.All[0].UserName, Assert.Single(notebook.SignIn.FinalTexts), StringComparison.Ordinal);
        Assert.DoesNotContain(notebook.Code, Assert.Single(notebook.SignIn.FinalHtml), StringComparison.Ordinal);
        Assert.DoesNotContain(notebook.Code, Assert.Single(notebook.SignIn.FinalTexts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connecting_names_the_database()
    {
        var notebook = await fixture.NotebookAsync();
        Assert.Contains(notebook.Connect.FinalTexts, text => text.Contains(notebook.Sandbox.Database, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Query_runs_as_the_person_who_signed_in()
    {
        var notebook = await fixture.NotebookAsync();
        var run = (await notebook.RunAsync("#!sql-query\nSELECT SUSER_SNAME() AS Who")).MustSucceed();
        Assert.Contains(run.FinalTexts, text => text.Contains(SandboxUser.All[0].UserName, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Query_leaves_a_DataFrame_that_the_next_cell_uses()
    {
        var notebook = await fixture.NotebookAsync();
        (await notebook.RunAsync("#!sql-query --name df\nSELECT TOP 3 OrderId, Total FROM Sales.Orders ORDER BY OrderId")).MustSucceed();
        var run = (await notebook.RunAsync("using Microsoft.Data.Analysis;\nDataFrame frame = df;\n$\"{frame.Rows.Count} rows, {string.Join(' ', frame.Columns.Select(c => c.Name))}\"")).MustSucceed();
        Assert.Contains(run.FinalTexts, text => text.Contains("3 rows, OrderId Total", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Query_and_what_CSharp_does_with_it_share_a_cell()
    {
        var notebook = await fixture.NotebookAsync();
        var run = (await notebook.RunAsync("#!sql-query --name shared\nSELECT 41 AS Answer\n#!csharp\nConsole.Write(\"answer \" + ((int)shared[0, 0] + 1))")).MustSucceed();
        Assert.Contains("answer 42", run.FinalTexts);
    }

    [Fact]
    public async Task Variable_of_CSharp_is_bound_as_a_parameter()
    {
        var notebook = await fixture.NotebookAsync();
        (await notebook.RunAsync("decimal minimum = 12.5m;")).MustSucceed();
        (await notebook.RunAsync("#!sql-query --name bound\nSELECT @minimum AS Minimum")).MustSucceed();
        var run = (await notebook.RunAsync("Console.Write((decimal)bound[0, 0] == 12.5m)")).MustSucceed();
        Assert.Contains("True", run.FinalTexts);
        Assert.Contains(notebook.Sandbox.Audit.Entries, entry => entry.Statement.Contains("@minimum", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("#!sql-query --name between\n#!time\nSELECT 41 AS Answer")]
    [InlineData("#!sql-query --name between\nSELECT 41 AS Answer\n#!time")]
    [InlineData("#!sql-query --help\n#!sql-query --name between\nSELECT 41 AS Answer")]
    public async Task Query_runs_once_whatever_magics_stand_around_it(string cell)
    {
        var notebook = await fixture.NotebookAsync();
        var run = (await notebook.RunAsync(cell)).MustSucceed();
        Assert.Single(run.FinalTexts, text => text.Contains("1 row × 1 column", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_without_a_variable_has_one_error_below_the_cell()
    {
        var notebook = await fixture.NotebookAsync();
        var run = await notebook.RunAsync("#!sql-query\nSELECT @nobodySetThis AS Missing");
        Assert.False(run.Succeeded);
        Assert.Contains("@nobodySetThis", Assert.Single(run.FinalTexts), StringComparison.Ordinal);
        Assert.DoesNotContain(run.Events, hostEvent => hostEvent.Type == "ErrorProduced");
    }

    [Theory]
    [InlineData("#!sql-query\nSELECT @nobodySetThis AS Missing", "@nobodySetThis")]
    [InlineData("#!sql-query\nSELECT * FROM dbo.NoSuchTable", "208")]
    [InlineData("#!sql-query --connection other\nSELECT 1", "other")]
    public async Task An_error_names_its_cause_without_a_stack_trace(string cell, string cause)
    {
        var notebook = await fixture.NotebookAsync();
        var run = await notebook.RunAsync(cell);
        Assert.False(run.Succeeded);
        Assert.Contains(cause, run.Error, StringComparison.Ordinal);
        Assert.Matches(@"\[NSA\d{4}\]$", run.Error);
        Assert.DoesNotContain("   at ", run.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_a_cell_ends_the_wait_and_the_notebook_goes_on()
    {
        var notebook = await fixture.NotebookAsync();
        var run = await RunAndStopAsync(
            notebook,
            "#!aad-login --force",
            shown => shown.Type == "DisplayedValueProduced");
        Assert.False(run.Succeeded);
        Assert.Contains(run.Error, new[] { "The cell was stopped.", "Command cancelled." });
        Assert.Equal("Not signed in. The code is no longer waited for.", Assert.Single(run.FinalTexts));
        (await notebook.RunAsync("#!sql-query\nSELECT 1 AS Still")).MustSucceed();
    }

    [Fact]
    public async Task Stopping_a_connection_that_is_tried_again_says_that_there_is_none()
    {
        var notebook = await fixture.NotebookAsync();
        var run = await RunAndStopAsync(
            notebook,
            "#!sql-connect --database nowhere",
            shown => shown.Raw.Contains("trying again", StringComparison.Ordinal));
        Assert.False(run.Succeeded);
        Assert.StartsWith("No connection to `nowhere`", Assert.Single(run.FinalTexts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_a_query_says_below_the_cell_what_became_of_it()
    {
        var notebook = await fixture.NotebookAsync();
        var run = await RunAndStopAsync(
            notebook,
            "#!sql-query\nWAITFOR DELAY '00:01:00'",
            // Its first line of progress.
            shown => shown.Type == "DisplayedValueProduced");
        Assert.False(run.Succeeded);
        Assert.Equal("Stopped after 0 rows; they are not kept.", Assert.Single(run.FinalTexts));
    }

    [Fact]
    public async Task Nothing_the_host_says_holds_a_secret()
    {
        var notebook = await fixture.NotebookAsync();
        (await notebook.RunAsync("#!sql-query --name secretless\nSELECT 1 AS One")).MustSucceed();
        var secrets = IssuedSecrets.SoFar;
        Assert.NotEmpty(secrets);
        Assert.DoesNotContain(secrets, secret => notebook.Transcript.Contains(secret, StringComparison.Ordinal));
    }

    private static Task<CellRun> RunAndStopAsync(SandboxNotebook notebook, string cell, Func<HostEvent, bool> when) =>
        notebook.RunAsync(cell, shown => when(shown) ? notebook.Notebook.Host.CancelAsync() : Task.CompletedTask);
}
