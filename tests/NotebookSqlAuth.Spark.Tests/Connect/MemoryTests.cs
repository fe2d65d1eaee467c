using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Connect;

/// <summary>A driver that runs out of memory is an error, not a hang.</summary>
public sealed class MemoryTests
{
    public static TheoryData<string> Sparks => ConnectServers.Sparks;

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Local_relation_beyond_the_drivers_memory_ends_in_an_error(string spark)
    {
        await using var server = await ConnectServer.StartAsync(SparkHome.Require(spark), driverMemory: "512m");
        await using var session = await server.OpenAsync(new ConnectOptions
        {
            NoProgressTimeout = TimeSpan.FromSeconds(20),
            UnreachableTimeout = TimeSpan.FromSeconds(5),
        });
        var frame = session.LocalRelation(ArrowBytes.Numbers(3_000_000), ArrowBytes.NumbersSchema);
        var error = await Assert.ThrowsAsync<UserError>(() => frame.CountAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains(error.Code, new[] { ErrorCodes.SparkNoProgress, ErrorCodes.SparkOutOfMemory, ErrorCodes.SparkUnreachable });
        TestContext.Current.TestOutputHelper?.WriteLine(error.Message);
    }
}
