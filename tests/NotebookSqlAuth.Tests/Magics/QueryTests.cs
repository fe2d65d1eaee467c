using Microsoft.Data.Analysis;
using NotebookSqlAuth.Errors;
using Xunit;

namespace NotebookSqlAuth.Tests.Magics;

/// <summary>Queries through the whole line: real MSAL, SqlClient and TLS, with the sandbox as the far side.</summary>
public sealed class QueryTests(ConnectedNotebookFixture fixture) : IClassFixture<ConnectedNotebookFixture>, IAsyncLifetime
{
    private SandboxNotebook Notebook => fixture.Notebook;

    /// <summary>Each test has a server session of its own.</summary>
    public async ValueTask InitializeAsync()
    {
        Notebook.Variables.Clear();
        await Notebook.RunAsync("#!sql-connect");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_result_goes_into_the_variable_and_a_variable_into_the_query()
    {
        Notebook.Variables["minimum"] = 100m;

        var cell = await Notebook.RunAsync("#!sql-query --name orders\nSELECT OrderId, Total FROM sales.Orders WHERE Total > @minimum");

        var frame = Assert.IsType<DataFrame>(Notebook.Variables["orders"]);
        Assert.True(frame.Rows.Count > 1000);
        Assert.All(frame.Columns["Total"].Cast<decimal>(), total => Assert.True(total > 100m));
        Assert.StartsWith($"`orders`: {frame.Rows.Count:N0} rows × 2 columns, first 20 rows shown", cell.FinalText, StringComparison.Ordinal);
        Assert.Contains("title=\"Total: decimal(", cell.FinalHtml, StringComparison.Ordinal);
        Assert.Matches(@"\d s$", cell.FinalText);
    }

    [Fact]
    public async Task Without_a_name_the_rows_are_only_shown()
    {
        var cell = await Notebook.RunAsync("#!sql-query\nSELECT 'x' AS a");

        Assert.Empty(Notebook.Variables);
        Assert.StartsWith("1 row × 1 column\na\n─\nx\n", cell.FinalText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_missing_variables_are_named_at_once()
    {
        Notebook.Variables["known"] = 1;

        var error = await Notebook.FailAsync("#!sql-query\nSELECT @known, @lower, @upper, @lower", ErrorCodes.MissingVariable);

        Assert.Contains("`@lower`, `@upper`", error.What, StringComparison.Ordinal);
        Assert.DoesNotContain("@known", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_of_a_type_that_sql_has_not_is_named()
    {
        Notebook.Variables["address"] = new Uri("https://contoso.example/hunter2");

        var error = await Notebook.FailAsync("#!sql-query\nSELECT @address AS a", ErrorCodes.UnsupportedVariableType);

        Assert.Contains("address", error.What, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_columns_of_one_name_are_told_apart_and_said()
    {
        var cell = await Notebook.RunAsync("#!sql-query --name t\nSELECT 1 AS Total, 2 AS Total");

        Assert.Equal(["Total", "Total_2"], ((DataFrame)Notebook.Variables["t"]!).Columns.Select(column => column.Name));
        Assert.Contains("Note: Column 2 has the name `Total` again; it is `Total_2` here.", cell.FinalText, StringComparison.Ordinal);
        Assert.Contains("nsa-note", cell.FinalHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_were_cut_are_said()
    {
        var cell = await Notebook.RunAsync("#!sql-query --name few --max-rows 5\nSELECT OrderId FROM sales.Orders");

        Assert.Equal(5, ((DataFrame)Notebook.Variables["few"]!).Rows.Count);
        Assert.Contains("Note: ", cell.FinalText, StringComparison.Ordinal);
        Assert.Contains("5 rows × 1 column", cell.FinalText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_result_sets_go_into_numbered_variables()
    {
        var cell = await Notebook.RunAsync("#!sql-query --name r\nSELECT 1 AS a; SELECT 2 AS b\nGO\nSELECT 3 AS c");

        Assert.Equal(["a", "b", "c"], new[] { "r", "r_2", "r_3" }.Select(name => ((DataFrame)Notebook.Variables[name]!).Columns[0].Name));
        Assert.StartsWith("Note: The SQL answered 3 result sets: `r`, `r_2`, `r_3`.", cell.FinalText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_and_rows_affected_are_shown()
    {
        var cell = await Notebook.RunAsync("#!sql-query\nCREATE TABLE #t (n int); INSERT INTO #t VALUES (1), (2), (3); PRINT 'all <b>done</b>'");

        Assert.Matches(@"^all <b>done</b>\n3 rows affected · [\d.]+ s$", cell.FinalText);
        Assert.Contains("all &lt;b&gt;done&lt;/b&gt;", cell.FinalHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_printed_before_an_error_stands_above_it()
    {
        await Notebook.FailAsync("#!sql-query\nPRINT 'so <b>far</b>'\nSELECT 1/0", ErrorCodes.QueryFailed);

        Assert.StartsWith("so <b>far</b>\nError NSA1301", Notebook.LastCell.FinalText, StringComparison.Ordinal);
        Assert.Contains("so &lt;b&gt;far&lt;/b&gt;", Notebook.LastCell.FinalHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_had_run_before_an_error_is_shown_and_sets_no_variable()
    {
        await Notebook.FailAsync(
            "#!sql-query --name r\nCREATE TABLE #kept (n int)\nINSERT INTO #kept VALUES (1), (2)\nGO\nSELECT n AS [<b>n</b>] FROM #kept\nGO\nSELECT 1/0",
            ErrorCodes.QueryFailed);

        var before = Notebook.LastCell.Displays[^2].Outputs[^1];
        Assert.StartsWith("Note: Before the error below, this had run.", before.PlainText, StringComparison.Ordinal);
        Assert.Contains("2 rows affected", before.PlainText, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;n&lt;/b&gt;", before.Html, StringComparison.Ordinal);
        Assert.Empty(Notebook.Variables);
        await Notebook.RunAsync("#!sql-query\nSELECT n FROM #kept");
    }

    [Fact]
    public async Task A_variable_for_sql_that_answers_no_rows_is_an_error_after_what_it_did_was_shown()
    {
        await Notebook.FailAsync("#!sql-query --name t\nCREATE TABLE #t (n int); INSERT INTO #t VALUES (1)", ErrorCodes.NoResultSet);

        Assert.StartsWith("1 row affected", Notebook.LastCell.FinalText, StringComparison.Ordinal);
        Assert.Empty(Notebook.Variables);
        await Notebook.RunAsync("#!sql-query\nSELECT n FROM #t");
    }

    [Fact]
    public async Task A_lost_session_is_said_and_the_next_query_reopens_it_and_says_what_is_gone()
    {
        await Notebook.RunAsync("#!sql-query\nCREATE TABLE #t (n int)");
        await Notebook.RunAsync("#!sql-query\nSELECT n FROM #t");
        Assert.NotEqual(0, Notebook.Sandbox.Faults.Tds.CloseIdleSessions());

        await Notebook.FailAsync("#!sql-query\nSELECT n FROM #t", ErrorCodes.SessionLost);
        var cell = await Notebook.RunAsync("#!sql-query\nSELECT 1 AS n");
        Assert.Contains("Note: The server session of `default` was lost and a new one is open: #temp tables, SET options and USE of the old one are gone.", cell.FinalText, StringComparison.Ordinal);

        cell = await Notebook.RunAsync("#!sql-query\nSELECT 1 AS n");
        Assert.DoesNotContain("Note:", cell.FinalText, StringComparison.Ordinal);
        await Notebook.FailAsync("#!sql-query\nSELECT n FROM #t", ErrorCodes.QueryFailed);
    }

    [Fact]
    public async Task Rows_of_a_connection_that_dropped_are_not_kept()
    {
        Notebook.Sandbox.Faults.Tds.DropConnectionAfterRows(1);

        await Notebook.FailAsync("#!sql-query --name n\nSELECT OrderId FROM sales.Orders", ErrorCodes.ConnectionDropped);

        Assert.Empty(Notebook.Variables);
    }

    [Fact]
    public async Task A_timeout_stops_the_query_and_leaves_the_session()
    {
        await Notebook.RunAsync("#!sql-query\nCREATE TABLE #t (n int)");

        await Notebook.FailAsync("#!sql-query --timeout 1\nWAITFOR DELAY '00:05:00'", ErrorCodes.QueryTimeout);

        await Notebook.RunAsync("#!sql-query\nSELECT n FROM #t");
    }

    [Fact]
    public async Task A_long_query_shows_the_rows_so_far_and_then_the_result_in_their_place()
    {
        var cell = await Notebook.RunAsync("#!sql-query\nSELECT 1 AS n; WAITFOR DELAY '00:00:02'; SELECT 2 AS n");

        var outputs = Assert.Single(cell.Displays).Outputs;
        Assert.StartsWith("Running: ", outputs[0].PlainText, StringComparison.Ordinal);
        Assert.Contains("aria-live=\"polite\"", outputs[0].Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Running", cell.FinalText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_stops_the_query_says_so_and_leaves_the_session()
    {
        using var stop = new CancellationTokenSource();
        await Notebook.RunAsync("#!sql-query\nCREATE TABLE #t (n int)");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Notebook.RunAsync(
            "#!sql-query --name t\nWAITFOR DELAY '00:05:00'; SELECT 1 AS n", running => running.Shown += _ => stop.Cancel(), stop.Token));

        Assert.Contains("Stopped after 0 rows", Notebook.LastCell.FinalText, StringComparison.Ordinal);
        Assert.Empty(Notebook.Variables);
        await Notebook.RunAsync("#!sql-query\nSELECT n FROM #t");
    }

    [Fact]
    public async Task A_syntax_error_names_the_servers_number_and_the_line_of_the_sql()
    {
        var error = await Notebook.FailAsync("#!sql-query\nSELECT 1 AS n\nGO\n\nSELEC 2", ErrorCodes.QueryFailed);

        Assert.NotNull(error.ServerErrorNumber);
        Assert.Contains($"error {error.ServerErrorNumber} in line 4 of the SQL", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sql_that_is_only_a_comment_is_no_sql() =>
        await Notebook.FailAsync("#!sql-query\n-- nothing\n", ErrorCodes.EmptyBody);

    [Fact]
    public async Task Markup_in_names_values_and_messages_is_text()
    {
        Notebook.Variables["hostile"] = "<script>alert(1)</script>";

        var cell = await Notebook.RunAsync("#!sql-query\nPRINT '<script>alert(2)</script>'; SELECT @hostile AS [<img src=x onerror=alert(3)>], N'\u001b[2J' AS [x]");

        Assert.DoesNotContain("<script", cell.FinalHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", cell.FinalHtml, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(3)&gt;", cell.FinalHtml, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', cell.FinalText + cell.FinalHtml);
    }
}
