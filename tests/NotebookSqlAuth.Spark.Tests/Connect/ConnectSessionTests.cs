using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Connect;

public sealed class ConnectSessionTests(ConnectServers servers)
{
    public static TheoryData<string> Sparks => ConnectServers.Sparks;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Open_session_knows_the_servers_version(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        Assert.StartsWith(spark == SparkHome.Spark3 ? "3.5." : "4.", session.SparkVersion, StringComparison.Ordinal);
        Assert.True(Guid.TryParse(session.SessionId, out _));
    }

    [Fact]
    public async Task Ended_session_is_gone_from_the_server()
    {
        var server = await servers.OfAsync(SparkHome.Spark4);
        var session = await server.OpenAsync();
        await session.DisposeAsync();
        var error = await Assert.ThrowsAsync<UserError>(() => ConnectSession.OpenAsync(
            ConnectAddress.Parse($"{server.Address}/;session_id={session.SessionId}"), null, new ConnectOptions(), Token));
        Assert.Equal(ErrorCodes.SparkSessionGone, error.Code);
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Query_is_counted_and_shown(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        var frame = await session.SqlAsync("SELECT id, id * 2 AS twice FROM range(3)", null, null, Token);
        Assert.Equal(3, await frame.CountAsync(cancellationToken: Token));
        var shown = await frame.ShowAsync(2, Token);
        Assert.Contains("| id|twice|", shown, StringComparison.Ordinal);
        Assert.Contains("only showing top 2 rows", shown, StringComparison.Ordinal);
        Assert.Contains("Physical Plan", await frame.ExplainAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Temp_view_is_seen_by_its_own_session_alone(string spark)
    {
        await using var mine = await servers.OpenAsync(spark);
        await using var other = await servers.OpenAsync(spark);
        var frame = await mine.SqlAsync("SELECT id FROM range(5)", null, null, Token);
        await frame.CreateTempViewAsync("five", Token);
        await frame.CreateTempViewAsync("five", Token);
        Assert.Equal(5, await mine.Table("five").CountAsync(cancellationToken: Token));
        var error = await Assert.ThrowsAsync<UserError>(() => other.Table("five").CountAsync(cancellationToken: Token));
        Assert.Equal(ErrorCodes.SparkFailed, error.Code);
        Assert.Contains("[TABLE_OR_VIEW_NOT_FOUND]", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Setting_is_set_read_and_unset(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        Assert.Null(await session.GetConfigAsync("spark.sql.mine", Token));
        await session.SetConfigAsync("spark.sql.mine", "yes", Token);
        Assert.Equal("yes", await session.GetConfigAsync("spark.sql.mine", Token));
        await session.UnsetConfigAsync("spark.sql.mine", Token);
        Assert.Null(await session.GetConfigAsync("spark.sql.mine", Token));
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Static_setting_is_refused_in_Sparks_own_words_without_the_value(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        var error = await Assert.ThrowsAsync<UserError>(() => session.SetConfigAsync("spark.sql.warehouse.dir", "/a/canary/place", Token));
        Assert.Equal(ErrorCodes.SparkFailed, error.Code);
        Assert.Contains("spark.sql.warehouse.dir", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Command_runs_once_and_at_once(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        var answer = await session.SqlAsync("CREATE OR REPLACE TEMP VIEW ten AS SELECT id FROM range(10)", null, null, Token);
        Assert.Equal(10, await session.Table("ten").CountAsync(cancellationToken: Token));
        Assert.Equal(0, await answer.CountAsync(cancellationToken: Token));
    }
}
