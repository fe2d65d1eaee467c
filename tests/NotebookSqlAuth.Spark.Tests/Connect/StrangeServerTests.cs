using System.Text;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Connect;

/// <summary>What is not a Spark Connect server ends in an error within the time for opening.</summary>
public sealed class StrangeServerTests
{
    private static readonly ConnectOptions s_brief = new() { OpenTimeout = TimeSpan.FromSeconds(2) };

    [Fact]
    public async Task Web_server_is_told_apart()
    {
        await using var server = new ScriptedServer(Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        Assert.Equal(ErrorCodes.SparkUnreadableAnswer, (await FailAsync(server.Address)).Code);
    }

    [Fact]
    public async Task Random_bytes_are_told_apart()
    {
        var bytes = new byte[5000];
        new Random(7).NextBytes(bytes);
        await using var server = new ScriptedServer(bytes);
        Assert.Equal(ErrorCodes.SparkUnreadableAnswer, (await FailAsync(server.Address)).Code);
    }

    [Fact]
    public async Task Silence_is_given_up()
    {
        await using var server = new ScriptedServer([]);
        Assert.Equal(ErrorCodes.SparkUnreachable, (await FailAsync(server.Address)).Code);
    }

    [Fact]
    public async Task Plain_server_where_TLS_is_spoken_is_told_apart()
    {
        await using var server = new ScriptedServer(Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\n\r\n"));
        Assert.Equal(ErrorCodes.SparkCertificateUntrusted, (await FailAsync(server.Address + "/;use_ssl=true")).Code);
    }

    [Fact]
    public async Task Closed_port_is_unreachable() =>
        Assert.Equal(ErrorCodes.SparkUnreachable, (await FailAsync($"sc://localhost:{ConnectServer.FreePort()}")).Code);

    [Fact]
    public async Task Unknown_host_is_unreachable()
    {
        var error = await FailAsync("sc://no-such-host.invalid");
        Assert.Equal(ErrorCodes.SparkUnreachable, error.Code);
        Assert.Contains("no-such-host.invalid", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_can_be_cancelled()
    {
        await using var server = new ScriptedServer([]);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ConnectSession.OpenAsync(ConnectAddress.Parse(server.Address), null, new ConnectOptions(), cancel.Token));
    }

    private static Task<UserError> FailAsync(string address) => Assert.ThrowsAsync<UserError>(
        () => ConnectSession.OpenAsync(ConnectAddress.Parse(address), null, s_brief, TestContext.Current.CancellationToken));
}
