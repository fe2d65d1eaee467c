namespace NotebookSqlAuth.Hosts.Tests.Interactive;

/// <summary>The platform's own commands for values, with the magics' kernels.</summary>
public sealed class SharingTests(SandboxNotebookFixture fixture) : IClassFixture<SandboxNotebookFixture>
{
    private const string Orders = "SELECT TOP 3 OrderId, Total FROM Sales.Orders ORDER BY OrderId";

    [Fact]
    public async Task Set_by_reference_gives_CSharp_the_live_frame()
    {
        var notebook = await fixture.NotebookAsync();
        (await notebook.RunAsync("#!sql-query --name first\n" + Orders)).MustSucceed();

        (await notebook.RunAsync("#!set --byref --value @sql-query:first --name second")).MustSucceed();

        Assert.Contains("True", (await notebook.RunAsync("Console.Write(object.ReferenceEquals(first, second))")).MustSucceed().FinalTexts);
    }

    [Fact]
    public async Task Set_gives_FSharp_the_rows_as_objects_by_column()
    {
        var notebook = await fixture.NotebookAsync();
        (await notebook.RunAsync("#!sql-query --name shared\n" + Orders)).MustSucceed();

        (await notebook.RunAsync("#!fsharp\n#!set --value @sql-query:shared --name rows")).MustSucceed();

        var run = await notebook.RunAsync("#!fsharp\nprintf \"%d rows, the first has %O\" (rows.RootElement.GetArrayLength()) (rows.RootElement.Item(0).GetProperty(\"OrderId\"))");
        Assert.Equal("3 rows, the first has 1", string.Concat(run.MustSucceed().FinalTexts));
    }

    [Fact]
    public async Task Set_gives_PowerShell_the_rows_as_objects_by_column()
    {
        var notebook = await fixture.NotebookAsync();
        (await notebook.RunAsync("#!sql-query --name forPowerShell\n" + Orders)).MustSucceed();

        (await notebook.RunAsync("#!pwsh\n#!set --value @sql-query:forPowerShell --name rows")).MustSucceed();

        var run = await notebook.RunAsync("#!pwsh\n$orders = $rows.RootElement.GetRawText() | ConvertFrom-Json\n\"$($orders.Count) rows, the first has $($orders[0].OrderId)\"");
        Assert.Equal("3 rows, the first has 1", string.Concat(run.MustSucceed().FinalTexts).Trim());
    }

    [Fact]
    public async Task Value_that_was_sent_is_bound_before_a_variable_of_CSharp()
    {
        var notebook = await fixture.NotebookAsync();
        (await notebook.RunAsync("#!fsharp\nlet low = 41")).MustSucceed();
        (await notebook.RunAsync("int low = 1;")).MustSucceed();

        var run = await notebook.RunAsync("#!sql-query --name bound\n#!set --value @fsharp:low --name low\nSELECT @low + 1 AS Answer");

        run.MustSucceed();
        Assert.Contains("42", (await notebook.RunAsync("Console.Write(bound[0, 0])")).MustSucceed().FinalTexts);
    }

    [Theory]
    [InlineData("#!set --mime-type text/plain --value @fsharp:note --name note")]
    [InlineData("#!set --byref --value @fsharp:note --name note")]
    [InlineData("#!set --value @fsharp:note --name note")]
    [InlineData("#!share note --from fsharp")]
    [InlineData("#!share note --from fsharp --mime-type text/plain")]
    public async Task Each_way_to_send_a_text_binds_it(string line)
    {
        var notebook = await fixture.NotebookAsync();
        (await notebook.RunAsync("#!fsharp\nlet note = \"as it is\"")).MustSucceed();

        (await notebook.RunAsync($"#!sql-query --name noted\n{line}\nSELECT @note AS Note")).MustSucceed();

        Assert.Contains("as it is", (await notebook.RunAsync("Console.Write(noted[0, 0])")).MustSucceed().FinalTexts);
    }

    [Fact]
    public async Task Value_that_is_refused_ends_the_cell_and_takes_the_older_one_along()
    {
        var notebook = await fixture.NotebookAsync();
        (await notebook.RunAsync("#!fsharp\nlet bound = 41\nlet many = [1; 2]")).MustSucceed();
        (await notebook.RunAsync("#!sql-query\n#!set --value @fsharp:bound --name limit\nSELECT @limit AS N")).MustSucceed();

        var run = await notebook.RunAsync("#!sql-query --name never\n#!set --value @fsharp:many --name limit\nSELECT @limit AS N");

        Assert.False(run.Succeeded);
        Assert.Contains("not one value", run.Raw, StringComparison.Ordinal);
        Assert.False((await notebook.RunAsync("never")).Succeeded);
    }

    /// <summary>VS Code takes the first value that is heard for the answer, whichever command within it was asked.</summary>
    [Fact]
    public async Task Value_that_a_front_end_asks_for_is_the_only_one_it_hears()
    {
        var notebook = await fixture.NotebookAsync();
        (await notebook.RunAsync("#!sql-query --name asked\n" + Orders)).MustSucceed();

        var events = await notebook.Notebook.Host.AskAsync("RequestValue", new { name = "asked", mimeType = "application/json", targetKernelName = "sql-query" });

        var value = Assert.Single(events, hostEvent => hostEvent.Type == "ValueProduced").Body.GetProperty("formattedValue");
        Assert.Equal("application/json", value.GetProperty("mimeType").GetString());
        Assert.StartsWith("[{\"OrderId\":1,", value.GetProperty("value").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_view_lists_the_results_with_their_size()
    {
        var notebook = await fixture.NotebookAsync();
        (await notebook.RunAsync("#!sql-query --name listed\n" + Orders)).MustSucceed();

        var events = await notebook.Notebook.Host.AskAsync("RequestValueInfos", new { targetKernelName = "sql-query", mimeType = "text/plain+summary" });

        var infos = Assert.Single(events, hostEvent => hostEvent.Type == "ValueInfosProduced").Body.GetProperty("valueInfos").EnumerateArray();
        var listed = Assert.Single(infos, info => info.GetProperty("name").GetString() == "listed");
        Assert.Equal("DataFrame, 3 × 2", listed.GetProperty("formattedValue").GetProperty("value").GetString());
    }

    [Fact]
    public async Task Who_lists_what_a_magics_kernel_shares()
    {
        var notebook = await fixture.NotebookAsync();
        (await notebook.RunAsync("#!sql-query --name seen\n" + Orders)).MustSucceed();
        var run = (await notebook.RunAsync("#!sql-query\n#!who")).MustSucceed();
        Assert.Contains(run.FinalHtml.Concat(run.FinalTexts), text => text.Contains("seen", StringComparison.Ordinal));
        Assert.DoesNotContain("\"OrderId\":", run.Raw.Replace("\\\"", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_not_shared_is_an_error_that_says_what_is()
    {
        var notebook = await fixture.NotebookAsync();
        var run = await notebook.RunAsync("#!set --byref --value @sql-query:nothing --name missing");
        Assert.False(run.Succeeded);
        Assert.Contains("`sql-query` has no value 'nothing'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frame_that_CSharp_shows_looks_as_the_magics_show_it()
    {
        var notebook = await fixture.NotebookAsync();
        var shown = (await notebook.RunAsync("#!sql-query --name alike\n" + Orders)).MustSucceed();
        var again = (await notebook.RunAsync("alike")).MustSucceed();
        Assert.Contains("3 rows × 2 columns", shown.FinalTexts[^1], StringComparison.Ordinal);
        Assert.Contains("3 rows × 2 columns", again.FinalTexts[^1], StringComparison.Ordinal);
        Assert.StartsWith("<div class=\"nsa", again.FinalHtml[^1], StringComparison.Ordinal);
    }
}
