using System.Text.Json.Nodes;
using NotebookSqlAuth.Hosts.Tests.Running;

namespace NotebookSqlAuth.Hosts.Tests.Jupyter;

/// <summary>Connection files that are refused, with a sentence for whoever started the kernel by hand.</summary>
public sealed class ConnectionFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nsa-connection-");

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("*")]
    [InlineData("192.0.2.7")]
    [InlineData("::")]
    [InlineData("example.com")]
    public async Task An_address_beyond_this_machine_is_refused(string ip)
    {
        var run = await RunAsync(Connection(ip));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("NSA3102", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("the-key", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"key\": \"the-key\"")]
    [InlineData("[]")]
    [InlineData("{ \"ip\": \"127.0.0.1\", \"key\": \"the-key\" }")]
    [InlineData("{ \"shell_port\": 0, \"control_port\": 1, \"stdin_port\": 2, \"iopub_port\": 3, \"hb_port\": 4, \"key\": \"the-key\" }")]
    [InlineData("{ \"signature_scheme\": \"hmac-md5\", \"key\": \"the-key\" }")]
    [InlineData("{ \"shell_port\": 9, \"control_port\": 1, \"stdin_port\": 2, \"iopub_port\": 3, \"hb_port\": 4, \"curve_publickey\": \"the-key\" }")]
    public async Task What_is_no_connection_file_is_refused_without_a_word_of_it(string text)
    {
        var run = await RunAsync(text);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("NSA3101", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("the-key", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        var run = await Tool.RunAsync("kernel", Path.Combine(_folder.FullName, "none.json"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("none.json", run.Errors, StringComparison.Ordinal);
        Assert.Contains("NSA3101", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;

        var run = await RunAsync(Connection("127.0.0.1", port));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"port {port}", run.Errors, StringComparison.Ordinal);
        Assert.Contains("NSA3103", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ipc_path_that_exists_is_left_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: needs Unix paths");
        var prefix = Path.Combine(_folder.FullName, "k");
        await File.WriteAllTextAsync($"{prefix}-1", "somebody else's", TestContext.Current.CancellationToken);

        var run = await RunAsync(Connection(prefix, 1, "ipc"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("NSA3103", run.Errors, StringComparison.Ordinal);
        Assert.Equal("somebody else's", await File.ReadAllTextAsync($"{prefix}-1", TestContext.Current.CancellationToken));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Connection(string ip, int shellPort = 1, string transport = "tcp") => new JsonObject
    {
        ["transport"] = transport,
        ["ip"] = ip,
        ["key"] = "the-key",
        ["signature_scheme"] = "hmac-sha256",
        ["shell_port"] = shellPort,
        ["control_port"] = 2,
        ["stdin_port"] = 3,
        ["iopub_port"] = 4,
        ["hb_port"] = 5,
    }.ToJsonString();

    private async Task<ToolResult> RunAsync(string text)
    {
        var file = Path.Combine(_folder.FullName, "connection.json");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        return await Tool.RunAsync("kernel", file);
    }
}
