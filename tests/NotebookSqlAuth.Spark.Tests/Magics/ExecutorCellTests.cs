using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Tests.Jdbc;
using NotebookSqlAuth.Spark.Tests.Servers;
using NotebookSqlAuth.Tests.Magics;

namespace NotebookSqlAuth.Spark.Tests.Magics;

/// <summary>The cell that lets a real Spark's executors read from the sandbox.</summary>
[Collection(nameof(JdbcServers))]
public sealed class ExecutorCellTests(JdbcServers servers)
{
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
}
