using System.Globalization;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Tests.Connect;
using NotebookSqlAuth.Spark.Tests.Servers;
using NotebookSqlAuth.Tests.Magics;

namespace NotebookSqlAuth.Spark.Tests.Magics;

/// <summary>Cells against a sandbox on one side and a real Spark on the other.</summary>
public sealed class SparkCellTests(ConnectServers servers)
{
    public static TheoryData<string> Sparks => ConnectServers.Sparks;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task A_query_streams_to_a_view_and_a_grouped_answer_comes_back_as_a_frame(string spark)
    {
        await using var notebook = await StartAsync(spark);

        var streamed = await notebook.RunAsync("#!sql-query --spark orders\nSELECT OrderId, Channel, OrderedAt, Discount, Total FROM sales.Orders");
        notebook.Variables["least"] = 100m;
        await notebook.RunAsync("#!spark-sql --name there\nSELECT Channel, COUNT(*) AS N, SUM(Total) AS Revenue FROM orders WHERE Total >= :least GROUP BY Channel ORDER BY Channel");
        await notebook.RunAsync("#!sql-query --name here\nSELECT Channel, CAST(COUNT(*) AS bigint) AS N, SUM(Total) AS Revenue FROM sales.Orders WHERE Total >= @least GROUP BY Channel ORDER BY Channel");

        Assert.Contains("100,000 rows × 5 columns", streamed.FinalText, StringComparison.Ordinal);
        Assert.Contains("OrderId int, Channel string, OrderedAt timestamp_ntz, Discount double, Total decimal(12,2)", streamed.FinalText, StringComparison.Ordinal);
        Assert.IsType<ConnectDataFrame>(notebook.Variables["orders"]);
        Assert.Equal(Rows(notebook, "here"), Rows(notebook, "there"));
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task A_query_with_a_name_gives_a_frame_here_and_a_view_there(string spark)
    {
        await using var notebook = await StartAsync(spark);

        var cell = await notebook.RunAsync("#!sql-query --name df --spark few\nSELECT TOP 3 CustomerId, Email FROM sales.Customers ORDER BY CustomerId");
        await notebook.RunAsync("#!spark-sql --name back\nSELECT * FROM few ORDER BY CustomerId");

        Assert.Contains("`df`: 3 rows × 2 columns", cell.FinalText, StringComparison.Ordinal);
        Assert.Contains("`few` is on Spark ", cell.FinalText, StringComparison.Ordinal);
        Assert.Equal(Rows(notebook, "df"), Rows(notebook, "back"));
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task A_frame_of_the_notebook_becomes_a_view(string spark)
    {
        await using var notebook = await StartAsync(spark);
        notebook.Variables["made"] = new DataFrame(
            new StringDataFrameColumn("Name", ["a", null, "c"]), new DoubleDataFrameColumn("Value", [1.5, 2.5, null]));

        await notebook.RunAsync("#!to-spark --frame made --name there");
        var cell = await notebook.RunAsync("#!spark-sql\nSELECT COUNT(*) AS N, COUNT(Name) AS Names, SUM(Value) AS Total FROM there");

        Assert.Contains("1 row × 3 columns", cell.FinalText, StringComparison.Ordinal);
        Assert.Contains("3      2      4", cell.FinalText, StringComparison.Ordinal);
        Assert.IsType<ConnectDataFrame>(notebook.Variables["there"]);
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Variables_of_each_kind_are_arguments_and_no_text_of_theirs_is_sql(string spark)
    {
        await using var notebook = await StartAsync(spark);
        notebook.Variables["i"] = 42;
        notebook.Variables["l"] = 1L << 40;
        notebook.Variables["d"] = -12.3450m;
        notebook.Variables["f"] = 0.1;
        notebook.Variables["b"] = true;
        notebook.Variables["s"] = "it's \\ \"q\" `x` :i -- ü 😀\n";
        notebook.Variables["t"] = new DateTime(2024, 2, 29, 23, 59, 58).AddTicks(9_999_990);
        notebook.Variables["n"] = null;

        await notebook.RunAsync("#!spark-sql --name back\nSELECT :i AS i, :l AS l, :d AS d, :f AS f, :b AS b, :s AS s, :t AS t, :n IS NULL AS n, ':i' AS not_i -- :i");

        var row = Assert.Single(((DataFrame)notebook.Variables["back"]!).Rows);
        Assert.Equal(
            [42, 1L << 40, -12.3450m, 0.1, true, notebook.Variables["s"], notebook.Variables["t"], true, ":i"],
            row.ToArray());
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task A_guid_finds_the_rows_that_were_handed_over_with_it(string spark)
    {
        await using var notebook = await StartAsync(spark);
        await notebook.RunAsync("#!sql-query --spark streamed\nSELECT id, value FROM types.uniqueidentifier");
        await notebook.RunAsync("#!sql-query --name here --spark framed\nSELECT id, value FROM types.uniqueidentifier");
        var ids = ((PrimitiveDataFrameColumn<Guid>)((DataFrame)notebook.Variables["here"]!)["value"]).OfType<Guid>().ToList();
        Assert.Contains(ids, id => id.ToString().Any(char.IsAsciiLetterLower));

        foreach (var id in ids)
        {
            notebook.Variables["wanted"] = id;
            await notebook.RunAsync("#!spark-sql --name back\nSELECT (SELECT COUNT(*) FROM streamed WHERE value = :wanted) AS s, (SELECT COUNT(*) FROM framed WHERE value = :wanted) AS f");
            Assert.Equal([ids.LongCount(other => other == id), ids.LongCount(other => other == id)], Rows(notebook, "back")[0].Cast<long>());
        }
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task An_answer_can_become_a_view_and_then_nothing_runs(string spark)
    {
        await using var notebook = await StartAsync(spark);

        // Runs for ever where it runs whole.
        var cell = await notebook.RunAsync("#!spark-sql --spark endless\nSELECT id * 2 AS n FROM range(1000000000000000)");

        Assert.Contains("`endless` is on Spark ", cell.FinalText, StringComparison.Ordinal);
        Assert.Contains("n bigint", cell.FinalText, StringComparison.Ordinal);
        Assert.IsType<ConnectDataFrame>(notebook.Variables["endless"]);
        Assert.Contains("first 20 rows shown", (await notebook.RunAsync("#!spark-sql\nSELECT * FROM endless LIMIT 100")).FinalText, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Only_to_look_at_no_more_than_a_thousand_rows_are_fetched(string spark)
    {
        await using var notebook = await StartAsync(spark);

        var looked = await notebook.RunAsync("#!spark-sql\nSELECT id FROM range(5000)");
        await notebook.RunAsync("#!spark-sql --name all\nSELECT id FROM range(5000)");
        var bounded = await notebook.RunAsync("#!spark-sql --name few --max-rows 7\nSELECT id FROM range(5000)");

        Assert.Contains("Only the first 1,000 rows were fetched", looked.FinalText, StringComparison.Ordinal);
        Assert.Equal(5000, ((DataFrame)notebook.Variables["all"]!).Rows.Count);
        Assert.Equal(7, ((DataFrame)notebook.Variables["few"]!).Rows.Count);
        Assert.Contains("Only the first 7 rows", bounded.FinalText, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task A_command_without_rows_is_done(string spark)
    {
        await using var notebook = await StartAsync(spark);

        var cell = await notebook.RunAsync("#!spark-sql\nCREATE TEMPORARY VIEW one AS SELECT 1 AS n");

        Assert.Contains("Done, without rows", cell.FinalText, StringComparison.Ordinal);
        Assert.Contains("1 row × 1 column", (await notebook.RunAsync("#!spark-sql\nSELECT * FROM one")).FinalText, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Sessions_have_names_and_views_of_their_own(string spark)
    {
        var server = await servers.OfAsync(spark);
        await using var notebook = await SandboxNotebook.StartAsync();
        await using var own = await ConnectSession.OpenAsync(ConnectAddress.Parse(server.Address), null, new ConnectOptions(), Token);
        notebook.Variables["mine"] = own;
        await notebook.RunAsync($"#!spark-connect --address {server.Address} --name first");
        await notebook.RunAsync("#!spark-sql --spark v\nSELECT 1 AS n");
        var cell = await notebook.RunAsync($"#!spark-connect --address {server.Address} --name second");

        Assert.Contains("Connected: `second` is Spark ", cell.FinalText, StringComparison.Ordinal);
        Assert.Equal(["first", "second"], notebook.Session.SparkSessionNames);
        await notebook.RunAsync("#!spark-sql --on first\nSELECT * FROM v");
        await Assert.ThrowsAsync<UserError>(() => notebook.RunAsync("#!spark-sql\nSELECT * FROM v"));
        await Assert.ThrowsAsync<UserError>(() => notebook.RunAsync("#!spark-sql --on mine\nSELECT * FROM v"));
        await notebook.RunAsync("#!spark-sql --on mine\nSELECT 1 AS n");
        await notebook.RunAsync($"#!spark-connect --address {server.Address} --name first");
        await Assert.ThrowsAsync<UserError>(() => notebook.RunAsync("#!spark-sql --on first\nSELECT * FROM v"));
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task What_takes_too_long_is_stopped_and_the_session_goes_on(string spark)
    {
        await using var notebook = await StartAsync(spark);

        await notebook.FailAsync("#!spark-sql --timeout 1\nSELECT COUNT(*) AS n FROM range(1000000000000000) WHERE id % 7 = 3", ErrorCodes.SparkTimeout);

        await notebook.RunAsync("#!spark-sql\nSELECT 1 AS n");
    }

    [Fact]
    public async Task Work_without_a_sign_is_given_up_after_the_sessions_own_limit_which_the_error_names()
    {
        await using var notebook = await StartAsync(SparkHome.Spark3);
        var server = await servers.OfAsync(SparkHome.Spark3);
        await notebook.RunAsync($"#!spark-connect --name impatient --no-progress 2 --address {server.Address}");

        var error = await notebook.FailAsync($"#!spark-sql\nSELECT id FROM range(1) WHERE {Slow.Seconds(30)}", ErrorCodes.SparkNoProgress);

        Assert.Contains("--no-progress", error.Next, StringComparison.Ordinal);
        Assert.Contains("for 2 s", error.Why, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Stopping_a_cell_that_streams_ends_both_sides_and_both_go_on(string spark)
    {
        await using var notebook = await StartAsync(spark);
        // Longer than the test has patience for; it shows progress each second.
        notebook.Sandbox.Faults.Tds.DelayRows(TimeSpan.FromMilliseconds(20));
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => notebook.RunAsync(
            "#!sql-query --spark orders\nSELECT * FROM sales.Orders",
            cell => cell.Shown += output =>
            {
                if (output.PlainText.Contains("read", StringComparison.Ordinal))
                {
                    stop.Cancel();
                }
            },
            stop.Token));

        Assert.Contains("Stopped", notebook.LastCell.FinalText, StringComparison.Ordinal);
        Assert.DoesNotContain("orders", notebook.Variables.Keys);
        notebook.Sandbox.Faults.Tds.DelayRows(TimeSpan.Zero);
        await notebook.RunAsync("#!sql-query --spark few\nSELECT TOP 5 * FROM sales.Orders");
        await Assert.ThrowsAsync<UserError>(() => notebook.RunAsync("#!spark-sql\nSELECT * FROM orders"));
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task What_is_no_single_result_set_makes_no_view(string spark)
    {
        await using var notebook = await StartAsync(spark);

        await Assert.ThrowsAsync<UserError>(() => notebook.RunAsync("#!sql-query --spark v\nSELECT 1 AS a; SELECT 2 AS b"));
        await Assert.ThrowsAsync<UserError>(() => notebook.RunAsync("#!sql-query --spark v\nDECLARE @x int = 1"));
        await notebook.FailAsync("#!sql-query --spark v --name df\nSELECT 1 AS a; SELECT 2 AS b", ErrorCodes.NotOneResultSet);

        Assert.DoesNotContain("v", notebook.Variables.Keys);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_so()
    {
        await using var notebook = await SandboxNotebook.StartAsync();

        var address = string.Create(CultureInfo.InvariantCulture, $"sc://localhost:{ConnectServer.FreePort()}");
        await Assert.ThrowsAsync<UserError>(() => notebook.RunAsync($"#!spark-connect --address {address}"));

        Assert.Contains("No connection to Spark at `localhost:", notebook.LastCell.FinalText, StringComparison.Ordinal);
        Assert.Empty(notebook.Session.SparkSessionNames);
    }

    private static List<object[]> Rows(SandboxNotebook notebook, string variable) =>
        [.. ((DataFrame)notebook.Variables[variable]!).Rows.Select(row => row.ToArray())];

    // The session is opened by the first cell that needs it, because the environment says where it is.
    private async Task<SandboxNotebook> StartAsync(string spark)
    {
        var server = await servers.OfAsync(spark);
        return await SandboxNotebook.StartConnectedAsync(environment: new Dictionary<string, string> { ["SPARK_REMOTE"] = server.Address });
    }
}
