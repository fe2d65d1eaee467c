using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Connect;

/// <summary>Messages up to what Spark Connect carries, and beyond.</summary>
public sealed class MessageSizeTests(ConnectServers servers)
{
    private const int Megabyte = 1 << 20;

    public static TheoryData<string> Sparks => ConnectServers.Sparks;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Large_cell_comes_back_and_a_larger_one_is_an_error(string spark)
    {
        // A driver of its own, with room: what such a row takes would end the one that all tests share.
        await using var server = await ConnectServer.StartAsync(SparkHome.RequireConnect(spark), driverMemory: "6g");
        await using var session = await server.OpenAsync();
        var rows = await (await session.SqlAsync($"SELECT repeat('x', {120 * Megabyte}) AS wide FROM range(1)", null, null, Token)).CollectAsync(cancellationToken: Token);
        Assert.Equal(120 * Megabyte, ((string)rows["wide"][0]).Length);
        var larger = await session.SqlAsync($"SELECT repeat('x', {130 * Megabyte}) AS wide FROM range(1)", null, null, Token);
        var error = await Assert.ThrowsAsync<UserError>(() => larger.CollectAsync(cancellationToken: Token));
        Assert.Equal(ErrorCodes.SparkMessageTooLarge, error.Code);
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Plan_that_is_too_large_is_an_error(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        var frame = session.LocalRelation(new byte[130 * Megabyte], ArrowBytes.NumbersSchema);
        var error = await Assert.ThrowsAsync<UserError>(() => frame.CreateTempViewAsync("large", Token));
        Assert.Equal(ErrorCodes.SparkMessageTooLarge, error.Code);
    }
}
