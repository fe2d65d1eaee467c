using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using NotebookSqlAuth.Errors;
using Xunit;

namespace NotebookSqlAuth.Tests.Core;

/// <summary>A proxy is read from the environment once per process; so it is tested in a process of its own: the console sample's.</summary>
public sealed class ProxyTests
{
    // This program lies in tests/PROJECT/bin/CONFIGURATION/FRAMEWORK, and the sample likewise in its folder.
    private static readonly string s_sample = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory,
        "../../../../../samples/QueryFromConsole/bin",
        Directory.GetParent(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))!.Name,
        "net10.0/QueryFromConsole.dll"));

    [Fact]
    public async Task A_real_clouds_sign_in_goes_through_the_proxy_of_the_environment()
    {
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        var asked = new List<string>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        async Task ServeAsync() => await RefuseAllAsync(proxy, asked, stop.Token);
        var serving = ServeAsync();

        var start = new ProcessStartInfo("dotnet", [s_sample, "srv", "sales", "SELECT 1"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment.Remove("NOTEBOOKSQLAUTH_AUTHORITY");
        start.Environment.Remove("NO_PROXY");
        start.Environment.Remove("no_proxy");
        start.Environment.Remove("https_proxy");
        start.Environment["HTTPS_PROXY"] = $"http://127.0.0.1:{((IPEndPoint)proxy.LocalEndpoint).Port}";
        using var child = Process.Start(start)!;
        var errors = await child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await serving;

        Assert.Equal(1, child.ExitCode);
        Assert.Contains("Could not reach login.microsoftonline.com to sign in. The proxy that HTTPS_PROXY names", errors, StringComparison.Ordinal);
        Assert.Contains($"[{ErrorCodes.IdentityUnreachable}]", errors, StringComparison.Ordinal);
        Assert.NotEmpty(asked);
        Assert.All(asked, line => Assert.StartsWith("CONNECT login.microsoftonline.com:443 ", line, StringComparison.Ordinal));
    }

    private static async Task RefuseAllAsync(TcpListener proxy, List<string> asked, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                using var client = await proxy.AcceptTcpClientAsync(stop);
                using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                asked.Add(await reader.ReadLineAsync(stop) ?? "");
                await client.GetStream().WriteAsync("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The child is done.
        }
    }
}
