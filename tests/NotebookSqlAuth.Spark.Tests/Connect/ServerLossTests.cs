using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Connect;

/// <summary>A server that goes away, each with a process of its own.</summary>
public sealed class ServerLossTests
{
    public static TheoryData<string> Sparks => ConnectServers.Sparks;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Restart_is_told_and_a_server_that_stays_away_too(string spark)
    {
        var home = SparkHome.Require(spark);
        await using var first = await ConnectServer.StartAsync(home, driverMemory: "1g");
        await using var session = await first.OpenAsync(new ConnectOptions { UnreachableTimeout = TimeSpan.FromSeconds(2) });
        await session.SqlAsync("CREATE TEMP VIEW mine AS SELECT 1 AS one", null, null, Token);
        Assert.Equal(1, await session.Table("mine").CountAsync(cancellationToken: Token));

        await first.KillAsync();
        var away = await Assert.ThrowsAsync<UserError>(() => session.Table("mine").CountAsync(cancellationToken: Token));
        Assert.Equal(ErrorCodes.SparkUnreachable, away.Code);

        await using var second = await ConnectServer.StartAsync(home, first.Port, driverMemory: "1g");
        var counted = await Assert.ThrowsAsync<UserError>(() => session.Table("mine").CountAsync(cancellationToken: Token));
        Assert.Equal(ErrorCodes.SparkSessionGone, counted.Code);
        var ran = await Assert.ThrowsAsync<UserError>(() => session.SqlAsync("SELECT 1", null, null, Token));
        Assert.Equal(ErrorCodes.SparkSessionGone, ran.Code);
        await using var anew = await second.OpenAsync();
        Assert.Equal(3, await (await anew.SqlAsync("SELECT id FROM range(3)", null, null, Token)).CountAsync(cancellationToken: Token));
    }
}
