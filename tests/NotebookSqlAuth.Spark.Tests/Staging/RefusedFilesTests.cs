using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Spark.Staging;
using NotebookSqlAuth.Spark.Tests.Arrow;
using NotebookSqlAuth.Spark.Tests.Connect;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Staging;

/// <summary>Servers as they are without the setting that lets clients write files.</summary>
public sealed class RefusedFilesTests(SandboxDatabase database) : IClassFixture<SandboxDatabase>
{
    public static TheoryData<string> Sparks => ConnectServers.Sparks;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Rows_go_into_the_drivers_memory_within_a_limit_and_it_is_said(string spark)
    {
        await using var server = await ConnectServer.StartAsync(
            SparkHome.RequireConnect(spark),
            settings: ["spark.connect.copyFromLocalToFs.allowDestLocal=false", "spark.sql.artifact.copyFromLocalToFs.allowDestLocal=false"]);
        await using var session = await server.OpenAsync();
        var setting = session.SparkVersion.StartsWith("3.", StringComparison.Ordinal)
            ? "spark.connect.copyFromLocalToFs.allowDestLocal"
            : "spark.sql.artifact.copyFromLocalToFs.allowDestLocal";

        var handedOver = await session.HandOverAsync(database, "SELECT * FROM sales.Orders", arrow: new ArrowOptions { MaxBatchRows = 30_000 });
        Assert.Equal("cached local relations", handedOver.Way);
        Assert.Equal(100_000, handedOver.Rows);
        Assert.Contains(setting, Assert.Single(handedOver.Notices), StringComparison.Ordinal);
        Assert.Equal(100_000, await handedOver.Frame.CountAsync(cancellationToken: Token));

        var cached = await session.HandOverAsync(
            database, TypeTables.Everything, new HandOverOptions { LocalRelationBytes = 0 }, new ArrowOptions { MaxBatchRows = 1 }, "cached");
        Assert.Equal("cached local relations", cached.Way);
        Assert.Equal(4, await cached.Frame.CountAsync(cancellationToken: Token));
        foreach (var table in TypeTables.Names)
        {
            await session.HandOverAsync(database, TypeTables.Sql(table), new HandOverOptions { LocalRelationBytes = 0 }, new ArrowOptions { MaxBatchRows = 2 }, "cached");
            await TypeTables.AssertAsync(database, session, table, "cached");
        }

        var error = await Assert.ThrowsAsync<UserError>(() => session.HandOverAsync(
            database, "SELECT * FROM sales.Orders", new HandOverOptions { MaxCachedBytes = 2 << 20 }, new ArrowOptions { MaxBatchRows = 5000 }, "too_large"));
        Assert.Equal(ErrorCodes.SparkTakesNoFiles, error.Code);
        Assert.Contains(setting, error.Next, StringComparison.Ordinal);
        Assert.Equal(ErrorCodes.SparkFailed, (await Assert.ThrowsAsync<UserError>(() => session.Table("too_large").CountAsync(cancellationToken: Token))).Code);
    }
}
