using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Connect;

/// <summary>Data of this side on the server: inside plans, under its hash, and as files.</summary>
public sealed class LocalDataTests(ConnectServers servers)
{
    public static TheoryData<string> Sparks => ConnectServers.Sparks;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Local_relation_is_a_view(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        await session.LocalRelation(ArrowBytes.Numbers(1000), ArrowBytes.NumbersSchema).CreateTempViewAsync("numbers", Token);
        var frame = await session.SqlAsync("SELECT count(n), sum(n), max(t) FROM numbers", null, null, Token);
        Assert.Contains("|     999|499499|row 999|", await frame.ShowAsync(cancellationToken: Token), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Cached_relations_are_uploaded_once_and_united(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        var data = ArrowBytes.Numbers(20_000);
        Assert.True(data.Length > 200_000);
        var first = await session.CacheLocalRelationAsync(data, ArrowBytes.NumbersSchema, Token);
        var again = await session.CacheLocalRelationAsync(data, ArrowBytes.NumbersSchema, Token);
        var small = await session.CacheLocalRelationAsync(ArrowBytes.Numbers(1), ArrowBytes.NumbersSchema, Token);
        Assert.Equal(40_001, await session.Union([first, again, small]).CountAsync(cancellationToken: Token));
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task File_arrives_whole_and_its_progress_is_told(string spark)
    {
        var server = await servers.OfAsync(spark);
        await using var session = await server.OpenAsync();
        foreach (var length in new[] { 0, 1, 32 << 10, (32 << 10) + 1, 3_000_000 })
        {
            var content = new byte[length];
            new Random(length).NextBytes(content);
            var path = Path.Combine(server.Folder, $"{session.SessionId}-{length}.bin");
            var told = new LastReport<long>();
            await session.AddArtifactAsync("forward_to_fs" + path, new MemoryStream(content), told, Token);
            Assert.Equal(content, await File.ReadAllBytesAsync(path, Token));
            Assert.Equal(length, told.Last);
        }
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task File_outside_what_the_server_takes_is_refused(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        var error = await Assert.ThrowsAsync<UserError>(
            () => session.AddArtifactAsync("forward_to_fs/proc/nowhere/file", new MemoryStream(new byte[100_000]), null, Token));
        Assert.Equal(ErrorCodes.SparkArtifactRefused, error.Code);
    }
}
