using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Staging;
using NotebookSqlAuth.Spark.Tests.Arrow;
using NotebookSqlAuth.Spark.Tests.Connect;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Staging;

/// <summary>Rows that lie on the server's side when nobody there takes them away.</summary>
public sealed class LeftFolderTests(ConnectServers servers, SandboxDatabase database) : IClassFixture<SandboxDatabase>
{
    private static readonly HandOverOptions s_files = new() { LocalRelationBytes = 0 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Session_whose_server_has_gone_ends_within_its_limit_and_tells_what_it_left()
    {
        await using var server = await ConnectServer.StartAsync(SparkHome.Require(SparkHome.Spark4), driverMemory: "1g");
        var session = await server.OpenAsync(new ConnectOptions { UnreachableTimeout = TimeSpan.FromSeconds(2) });
        await session.HandOverAsync(database, "SELECT 1 AS one", s_files);
        var folder = Assert.Single(StagedFolders.OnServer(session));
        await server.KillAsync();

        await session.DisposeAsync();

        Assert.Equal([folder], session.LeftFolders);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Files_of_a_session_that_the_address_names_stay_with_it_and_the_notice_says_so()
    {
        var server = await servers.OfAsync(SparkHome.Spark4);
        await using var owner = await server.OpenAsync();
        var guest = await ConnectSession.OpenAsync(
            ConnectAddress.Parse($"{server.Address}/;session_id={owner.SessionId}"), null, new ConnectOptions(), Token);

        var handedOver = await guest.HandOverAsync(database, "SELECT 1 AS one", s_files);
        await guest.DisposeAsync();

        var folder = Assert.Single(StagedFolders.OnServer(owner));
        Assert.Contains(folder, Assert.Single(handedOver.Notices), StringComparison.Ordinal);
        Assert.Equal(1, await owner.Table("handed_over").CountAsync(cancellationToken: Token));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(SparkHome.Spark3)]
    [InlineData(SparkHome.Spark4)]
    public async Task Files_go_whatever_database_the_cells_went_to(string spark)
    {
        var session = await servers.OpenAsync(spark);
        var name = "elsewhere_" + session.SessionId[..8];
        await session.SqlAsync($"CREATE DATABASE {name}", null, null, Token);
        await session.SqlAsync($"USE {name}", null, null, Token);
        await session.HandOverAsync(database, "SELECT 1 AS one", s_files);
        Assert.Single(StagedFolders.OnServer(session));

        await session.DisposeAsync();

        Assert.Empty(session.LeftFolders);
        Assert.Empty(StagedFolders.OnServer(session));
    }
}
