namespace NotebookSqlAuth.Hosts.Tests.Interactive;

/// <summary>What an editor asks while SQL is typed.</summary>
public sealed class LanguageTests(SandboxNotebookFixture fixture) : IClassFixture<SandboxNotebookFixture>
{
    [Fact]
    public async Task Kernel_says_that_it_speaks_TSQL()
    {
        var notebook = await fixture.NotebookAsync();
        var events = await notebook.Notebook.Host.AskAsync("RequestKernelInfo", new { });
        var languages = events.Where(hostEvent => hostEvent.Type == "KernelInfoProduced").Select(hostEvent => hostEvent.Body.GetProperty("kernelInfo"))
            .ToLookup(info => info.GetProperty("localName").GetString(), info => info.GetProperty("languageName").GetString());
        Assert.Equal("T-SQL", languages["sql-query"].First());
    }

    [Theory]
    [InlineData("#!sql-query --name o\nSELECT ", "SELECT")]
    [InlineData("#!sql-query\nSELECT * FROM Sales.", "Orders")]
    [InlineData("#!sql-query --connection default\nSELECT\n  o. FROM Sales.Orders AS o", "OrderId")]
    [InlineData("1 + 1\n#!sql-query\nSELECT * FROM Sales.Orders AS o WHERE o.", "OrderId")]
    public async Task Completion_knows_the_connected_database(string cell, string expected)
    {
        var notebook = await fixture.NotebookAsync();
        var place = cell.IndexOf("o. ", StringComparison.Ordinal) is >= 0 and var dot ? dot + 2 : cell.Length;
        var before = cell[..place].Split('\n');
        var offered = await UntilAsync(
            async () => (await notebook.Notebook.Host.AskAsync(
                    "RequestCompletions", new { code = cell, linePosition = new { line = before.Length - 1, character = before[^1].Length } }))
                .Where(hostEvent => hostEvent.Type == "CompletionsProduced")
                .SelectMany(hostEvent => hostEvent.Body.GetProperty("completions").EnumerateArray())
                .Select(item => item.GetProperty("displayText").GetString()).ToList(),
            offered => offered.Contains(expected, StringComparer.OrdinalIgnoreCase));

        Assert.Contains(expected, offered, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Editors' questions must not run the user's code: a lazy sequence may be a query, and a ToString anything.</summary>
    [Fact]
    public async Task Completion_hover_and_queries_run_no_code_of_the_variables()
    {
        var notebook = await fixture.NotebookAsync();
        (await notebook.RunAsync(
            """
            var runs = 0;
            var lazy = Enumerable.Range(0, 5).Select(number => { runs++; return number; });
            class Loud { public override string ToString() => throw new Exception("asked"); }
            var loud = new Loud();
            """)).MustSucceed();

        await notebook.Notebook.Host.CompleteAsync("#!sql-query\nSELECT * FROM sales.Orders WHERE OrderId = @l");
        await notebook.Notebook.Host.CompleteAsync("#!sql-query --connection ");
        await notebook.Notebook.Host.AskAsync("RequestHoverText", new { code = "#!sql-query\nSELECT @lazy", linePosition = new { line = 1, character = 10 } });
        var refused = await notebook.RunAsync("#!sql-query\nSELECT @lazy, @loud");

        Assert.Contains("NSA1306", refused.Error, StringComparison.Ordinal);
        Assert.Contains("0 runs", (await notebook.RunAsync("Console.Write($\"{runs} runs\")")).MustSucceed().FinalTexts);
    }

    [Fact]
    public async Task Values_are_found_after_the_notebook_reset_its_formatters()
    {
        var notebook = await fixture.NotebookAsync();
        (await notebook.RunAsync("var after = 41; Microsoft.DotNet.Interactive.Formatting.Formatter.ResetToDefault();")).MustSucceed();
        var run = (await notebook.RunAsync("#!sql-query\nSELECT @after + 1 AS Answer")).MustSucceed();
        Assert.Contains("42", run.FinalTexts[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hover_tells_a_columns_type()
    {
        var notebook = await fixture.NotebookAsync();
        const string Cell = "#!sql-query\nSELECT OrderId FROM Sales.Orders";
        var shown = await UntilAsync(
            async () => string.Concat((await notebook.Notebook.Host.AskAsync("RequestHoverText", new { code = Cell, linePosition = new { line = 1, character = 9 } }))
                .Where(hostEvent => hostEvent.Type == "HoverTextProduced")
                .SelectMany(hostEvent => hostEvent.Body.GetProperty("content").EnumerateArray())
                .Select(content => content.GetProperty("value").GetString())),
            shown => shown.Contains("int", StringComparison.Ordinal));

        Assert.Contains("int", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diagnostics_point_at_the_wrong_word_in_the_cell()
    {
        var notebook = await fixture.NotebookAsync();
        var events = await notebook.Notebook.Host.AskAsync("RequestDiagnostics", new { code = "#!sql-query --name x\nSELECT 1\nFROM WHERE" });
        var problem = events.Where(hostEvent => hostEvent.Type == "DiagnosticsProduced")
            .SelectMany(hostEvent => hostEvent.Body.GetProperty("diagnostics").EnumerateArray()).First();
        Assert.Equal(2, problem.GetProperty("linePositionSpan").GetProperty("start").GetProperty("line").GetInt32());
        Assert.StartsWith("SQL", problem.GetProperty("code").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completion_offers_connections_and_frames_where_an_option_names_one()
    {
        var notebook = await fixture.NotebookAsync();
        (await notebook.RunAsync("#!sql-query --name frameForSpark\nSELECT 1 AS One")).MustSucceed();
        Assert.Contains("default", (await notebook.Notebook.Host.CompleteAsync("#!sql-query --connection ")).Keys);
        Assert.Contains("frameForSpark", (await notebook.Notebook.Host.CompleteAsync("#!to-spark --frame ")).Keys);
    }

    /// <summary>Asks until the answer is right, or for ten seconds: the catalogue is read in the background.</summary>
    private static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> isRight)
    {
        var answer = await ask();
        for (var attempt = 1; attempt < 100 && !isRight(answer); attempt++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            answer = await ask();
        }

        return answer;
    }
}
