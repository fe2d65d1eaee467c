using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Connect;

/// <summary>Tables and files that the server writes.</summary>
public sealed class WriteTests(ConnectServers servers)
{
    public static TheoryData<string> Sparks => ConnectServers.Sparks;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Table_is_written_by_each_mode(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        var table = "written_" + session.SessionId[..8];
        var frame = await session.SqlAsync("SELECT id FROM range(3)", null, null, Token);
        await frame.WriteTableAsync(table, cancellationToken: Token);
        await frame.WriteTableAsync(table, SaveMode.Append, Token);
        Assert.Equal(6, await session.Table(table).CountAsync(cancellationToken: Token));
        await frame.WriteTableAsync(table, SaveMode.Ignore, Token);
        Assert.Equal(6, await session.Table(table).CountAsync(cancellationToken: Token));
        await frame.WriteTableAsync(table, SaveMode.Overwrite, Token);
        Assert.Equal(3, await session.Table(table).CountAsync(cancellationToken: Token));
        var error = await Assert.ThrowsAsync<UserError>(() => frame.WriteTableAsync(table, cancellationToken: Token));
        Assert.Contains("[TABLE_OR_VIEW_ALREADY_EXISTS]", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Parquet_files_are_written_and_read(string spark)
    {
        var server = await servers.OfAsync(spark);
        await using var session = await server.OpenAsync();
        var folder = Path.Combine(server.Folder, session.SessionId);
        var frame = await session.SqlAsync("SELECT id FROM range(3)", null, null, Token);
        await frame.WriteParquetAsync(folder + "/a", cancellationToken: Token);
        await frame.WriteParquetAsync(folder + "/b", cancellationToken: Token);
        Assert.Equal(6, await session.ReadParquet([folder + "/a", folder + "/b"]).CountAsync(cancellationToken: Token));
        var error = await Assert.ThrowsAsync<UserError>(() => frame.WriteParquetAsync(folder + "/a", cancellationToken: Token));
        Assert.Equal(ErrorCodes.SparkFailed, error.Code);
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Options_of_a_source_are_in_no_error(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        var frame = session.Read("jdbc", new Dictionary<string, string> { ["url"] = "jdbc:geheim://canary", ["dbtable"] = "t", ["driver"] = "canary.geheim.Driver" });
        var error = await Assert.ThrowsAsync<UserError>(() => frame.CountAsync(cancellationToken: Token));
        Assert.DoesNotContain("geheim", error.ToString(), StringComparison.Ordinal);
        var again = await Assert.ThrowsAsync<UserError>(() => frame.CreateTempViewAsync("v", Token));
        Assert.DoesNotContain("geheim", again.ToString(), StringComparison.Ordinal);
    }
}
