using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Tests.Jdbc;
using NotebookSqlAuth.Spark.Tests.Servers;
using NotebookSqlAuth.Tests.Magics;

namespace NotebookSqlAuth.Spark.Tests.Magics;

/// <summary>The cell that lets a real Spark's executors read from the sandbox.</summary>
[Collection(nameof(JdbcServers))]
public sealed class ExecutorCellTests(JdbcServers servers)
{
    private const string Select = "SELECT OrderId, LineNumber, LineTotal FROM sales.OrderLines WHERE OrderId <= 500";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ConnectServers.Sparks), MemberType = typeof(ConnectServers))]
    public async Task The_cell_says_how_long_the_token_lives_and_the_view_holds_all_rows(string spark)
    {
        var server = await servers.OfAsync(spark);
        await using var notebook = await SandboxNotebook.StartConnectedAsync(environment: new Dictionary<string, string> { ["SPARK_REMOTE"] = server.Server.Address });

        var cell = await notebook.RunAsync("#!sql-query --spark lines --partition-column OrderId --partitions 4\nSELECT OrderId, LineNumber, LineTotal FROM sales.OrderLines WHERE OrderId <= 5000");
        await notebook.RunAsync("#!sql-query --name here\nSELECT COUNT(*) AS N, SUM(LineTotal) AS Total FROM sales.OrderLines WHERE OrderId <= 5000");
        var there = await notebook.RunAsync("#!spark-sql\nSELECT COUNT(*) AS N, SUM(LineTotal) AS Total FROM lines");

        Assert.Matches(@"Note: Spark reads with your token for \d\d minutes", cell.FinalText);
        Assert.Contains("read by the executors over 4 connections", cell.FinalText, StringComparison.Ordinal);
        Assert.Contains("OrderId int, LineNumber smallint, LineTotal decimal(12,2)", cell.FinalText, StringComparison.Ordinal);
        Assert.IsType<ConnectDataFrame>(notebook.Variables["lines"]);
        var totals = ((Microsoft.Data.Analysis.DataFrame)notebook.Variables["here"]!).Rows[0];
        Assert.All(totals, total => Assert.Contains(FormattableString.Invariant($"{total}"), there.FinalText, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ConnectServers.Sparks), MemberType = typeof(ConnectServers))]
    public async Task Signing_out_ends_the_session_whose_executors_read_as_the_user(string spark)
    {
        var server = await servers.OfAsync(spark);
        await using var notebook = await SandboxNotebook.StartConnectedAsync(environment: new Dictionary<string, string> { ["SPARK_REMOTE"] = server.Server.Address });
        await notebook.RunAsync("#!sql-query --spark lines --partition-column OrderId --partitions 2\n" + Select);
        await notebook.RunAsync("#!spark-sql --spark derived\nSELECT * FROM lines");
        var derived = (ConnectDataFrame)notebook.Variables["derived"]!;
        Assert.NotEqual(0, await derived.CountAsync(cancellationToken: Token));

        var cell = await notebook.RunAsync("#!aad-logout");

        Assert.Contains("Closed: `default`", cell.FinalText, StringComparison.Ordinal);
        Assert.Empty(notebook.Session.SparkSessionNames);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => derived.CountAsync(cancellationToken: Token));

        // Nor does whoever joins the session on the server find anything there.
        foreach (var view in new[] { "lines", "derived" })
        {
            var error = await Assert.ThrowsAsync<UserError>(async () =>
            {
                await using var joined = await JdbcServers.OpenSparkAsync($"{server.Server.Address}/;session_id={derived.Session.SessionId}");
                await joined.Table(view).CountAsync(cancellationToken: Token);
            });
            Assert.True(error.Code == ErrorCodes.SparkSessionGone || error.Why.Contains("TABLE_OR_VIEW_NOT_FOUND", StringComparison.Ordinal), error.Message);
        }
    }

    [Theory]
    [MemberData(nameof(ConnectServers.Sparks), MemberType = typeof(ConnectServers))]
    public async Task Signing_out_drops_the_view_from_a_session_of_the_notebooks_own_code(string spark)
    {
        var server = await servers.OfAsync(spark);
        await using var notebook = await SandboxNotebook.StartConnectedAsync();
        await using var own = await JdbcServers.OpenSparkAsync(server.Server.Address);
        notebook.Variables["mine"] = own;
        await notebook.RunAsync("#!sql-query --spark lines --on mine --partition-column OrderId --partitions 2\n" + Select);
        Assert.NotEqual(0, await own.Table("lines").CountAsync(cancellationToken: Token));

        var cell = await notebook.RunAsync("#!aad-logout");

        Assert.Matches(@"Note: The view `lines` is dropped from a Spark session that stays\..* can read until \d{4}-\d\d-\d\d", cell.FinalText);
        var error = await Assert.ThrowsAsync<UserError>(() => own.Table("lines").CountAsync(cancellationToken: Token));
        Assert.Contains("TABLE_OR_VIEW_NOT_FOUND", error.Why, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ConnectServers.Sparks), MemberType = typeof(ConnectServers))]
    public async Task Card_names_the_connections_there_are(string spark)
    {
        var server = await servers.OfAsync(spark);
        await using var notebook = await SandboxNotebook.StartConnectedAsync(environment: new Dictionary<string, string> { ["SPARK_REMOTE"] = server.Server.Address });

        var cell = await notebook.RunAsync("#!sql-query --spark few --partition-column OrderId\nSELECT OrderId FROM sales.Orders WHERE OrderId = 7");

        Assert.Contains("read by the executors over 1 connection,", cell.FinalText, StringComparison.Ordinal);
        Assert.Contains("so there is 1 partition and not 8", cell.FinalText, StringComparison.Ordinal);
    }
}
