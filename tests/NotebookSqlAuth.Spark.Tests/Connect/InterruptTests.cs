using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Connect;

/// <summary>Cancelling here stops the job there, as the server's own monitoring says (docs: monitoring.md, REST API).</summary>
public sealed class InterruptTests
{
    public static TheoryData<string> Sparks => ConnectServers.Sparks;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Cancelled_query_stops_its_job_on_the_server(string spark)
    {
        var uiPort = ConnectServer.FreePort();
        string[] settings = ["spark.ui.enabled=true", string.Create(CultureInfo.InvariantCulture, $"spark.ui.port={uiPort}")];
        await using var server = await ConnectServer.StartAsync(SparkHome.Require(spark), driverMemory: "1g", settings: settings);
        using var ui = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{uiPort}/api/v1/")) };
        var application = (await ui.GetFromJsonAsync<JsonElement>("applications", Token))[0].GetProperty("id").GetString();
        await using var session = await server.OpenAsync();
        var frame = await session.SqlAsync($"SELECT id FROM range(0, 100, 1, 2) WHERE {Slow.Seconds(60)}", null, null, Token);

        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var collect = frame.CollectAsync(cancellationToken: cancel.Token);
        await Until.TrueAsync(async () => await JobsAsync("running") == 1, "the job runs");
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => collect);
        await Until.TrueAsync(async () => await JobsAsync("running") == 0, "the job has stopped");
        Assert.Equal(1, await JobsAsync("failed"));
        Assert.Equal(3, await (await session.SqlAsync("SELECT id FROM range(3)", null, null, Token)).CountAsync(cancellationToken: Token));

        async Task<int> JobsAsync(string status) =>
            (await ui.GetFromJsonAsync<JsonElement>($"applications/{application}/jobs?status={status}", Token)).GetArrayLength();
    }
}
