using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;
using Xunit;

namespace NotebookSqlAuth.Tests.Core;

/// <summary>A proxy is read from the environment once per process; so it is tested in a process of its own.</summary>
public sealed class ProxyTests
{
    [Fact]
    public async Task A_real_clouds_sign_in_goes_through_the_proxy_of_the_environment()
    {
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        var asked = new List<string>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        async Task ServeAsync() => await RefuseAllAsync(proxy, asked, stop.Token);
        var serving = ServeAsync();

        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                "exec", typeof(ProxyTests).Assembly.Location,
                "-explicit", "only", "-method", $"{typeof(ProxyTests).FullName}.{nameof(In_a_process_of_its_own_the_proxys_refusal_is_told)}",
            },
            RedirectStandardOutput = true,
        };
        start.Environment.Remove("NO_PROXY");
        start.Environment.Remove("no_proxy");
        start.Environment.Remove("https_proxy");
        start.Environment["HTTPS_PROXY"] = $"http://127.0.0.1:{((IPEndPoint)proxy.LocalEndpoint).Port}";
        using var child = Process.Start(start)!;
        var output = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await serving;

        Assert.True(child.ExitCode == 0, output);
        Assert.Contains("Total: 1,", output, StringComparison.Ordinal);
        Assert.NotEmpty(asked);
        Assert.All(asked, line => Assert.StartsWith("CONNECT login.microsoftonline.com:443 ", line, StringComparison.Ordinal));
    }

    [Fact(Explicit = true)]
    public async Task In_a_process_of_its_own_the_proxys_refusal_is_told()
    {
        var error = await Assert.ThrowsAsync<UserError>(() => DeviceCodeSignIn.RunAsync(
            new SignInOptions(), (_, _) => Task.CompletedTask, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCodes.IdentityUnreachable, error.Code);
        Assert.Contains("proxy", error.Why, StringComparison.Ordinal);
        Assert.Contains("login.microsoftonline.com", error.What, StringComparison.Ordinal);
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
