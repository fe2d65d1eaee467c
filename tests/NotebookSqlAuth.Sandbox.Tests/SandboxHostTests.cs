using System.Net;
using System.Net.Http;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Sandbox.Tests.Identity;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests;

public sealed class SandboxHostTests(SandboxFixture fixture) : IClassFixture<SandboxFixture>
{
    private SandboxHost Sandbox => fixture.Sandbox;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Environment_variables_tell_where_it_is()
    {
        Assert.Equal(Sandbox.Server, Sandbox.EnvironmentVariables["NOTEBOOKSQLAUTH_SERVER"]);
        Assert.Equal("SandboxSales", Sandbox.EnvironmentVariables["NOTEBOOKSQLAUTH_DATABASE"]);
        Assert.Equal(Sandbox.Authority, new Uri(Sandbox.EnvironmentVariables["NOTEBOOKSQLAUTH_AUTHORITY"]));
        Assert.True(File.Exists(Sandbox.EnvironmentVariables["NOTEBOOKSQLAUTH_CERTIFICATE"]));
        Assert.Matches("^localhost,[0-9]+$", Sandbox.Server);
    }

    [Fact]
    public async Task Token_of_a_real_sign_in_opens_a_session_as_that_user_and_the_audit_says_so()
    {
        using var msal = new MsalClient(Sandbox);
        var signIn = await msal.SignInAsync(SandboxUser.Alice);
        await using var connection = new SqlConnection(new SqlConnectionStringBuilder
        {
            DataSource = Sandbox.Server,
            InitialCatalog = Sandbox.Database,
            Encrypt = SqlConnectionEncryptOption.Mandatory,
            ServerCertificate = Sandbox.CertificateFile,
            Pooling = false,
        }.ConnectionString)
        {
            AccessToken = signIn.AccessToken,
        };
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT SUSER_SNAME()";

        Assert.Equal("alice@contoso.example", await command.ExecuteScalarAsync(Cancellation));
        Assert.Equal(Sandbox.Database, connection.Database);
        Assert.Contains(Sandbox.Audit.Entries, entry => entry is { UserName: "alice@contoso.example", Statement: "SELECT SUSER_SNAME()", ErrorNumber: null });
    }

    [Fact]
    public void Certificate_file_holds_no_key_and_says_whose_it_is()
    {
        var pem = File.ReadAllText(Sandbox.CertificateFile);
        using var certificate = X509Certificate2.CreateFromPem(pem);

        Assert.DoesNotContain("PRIVATE", pem, StringComparison.Ordinal);
        Assert.Contains("NotebookSqlAuth sandbox", certificate.Subject, StringComparison.Ordinal);
        Assert.True(certificate.MatchesHostname("localhost"));
        Assert.True(certificate.MatchesHostname("127.0.0.1"));
        Assert.True(certificate.MatchesHostname("::1"));
    }

    [Fact]
    public async Task Certificate_lies_in_a_private_folder_that_goes_with_the_sandbox()
    {
        var sandbox = await SandboxHost.StartAsync(cancellationToken: Cancellation);
        var folder = Path.GetDirectoryName(sandbox.CertificateFile)!;
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }

        await sandbox.DisposeAsync();

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void Only_loopback_is_listened_on()
    {
        var ports = new[] { Sandbox.Authority.Port, int.Parse(Sandbox.Server.Split(',')[1]) };

        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(l => ports.Contains(l.Port)).ToList();

        Assert.Equal(ports.Order(), listeners.Select(listener => listener.Port).Distinct().Order());
        Assert.All(listeners, listener => Assert.True(IPAddress.IsLoopback(listener.Address), listener.ToString()));
    }

    [Fact]
    public async Task Both_loopback_addresses_answer()
    {
        using var factory = new PinnedHttpClientFactory(Sandbox.CertificateFile);
        var port = Sandbox.DevicePage.Port;

        Assert.Contains("sandbox", await factory.GetHttpClient().GetStringAsync(new Uri($"https://127.0.0.1:{port}/devicecode"), Cancellation), StringComparison.Ordinal);
        if (!Socket.OSSupportsIPv6)
        {
            Assert.Skip("skipped: needs IPv6");
        }
        Assert.Contains("sandbox", await factory.GetHttpClient().GetStringAsync(new Uri($"https://[::1]:{port}/devicecode"), Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_http_gets_no_answer()
    {
        using var factory = new PinnedHttpClientFactory(Sandbox.CertificateFile);

        await Assert.ThrowsAsync<HttpRequestException>(() => factory.GetHttpClient().GetStringAsync(new Uri($"http://localhost:{Sandbox.Authority.Port}/devicecode"), Cancellation));
    }

    [Fact]
    public async Task Name_that_points_at_loopback_gets_no_page()
    {
        using var factory = new PinnedHttpClientFactory(Sandbox.CertificateFile);
        using var request = new HttpRequestMessage(HttpMethod.Get, Sandbox.DevicePage);
        request.Headers.Host = "rebound.example";

        using var response = await factory.GetHttpClient().SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Port_in_use_is_said_and_leaves_nothing_behind()
    {
        var error = await Assert.ThrowsAsync<SocketException>(() =>
            SandboxHost.StartAsync(new SandboxOptions { IdentityPort = Sandbox.Authority.Port }, Cancellation));

        Assert.Equal(SocketError.AddressAlreadyInUse, error.SocketErrorCode);
    }

    [Fact]
    public async Task Ledger_holds_every_secret_of_several_sandboxes()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var options = new SandboxOptions { SecretLedgerFile = Path.Combine(folder.FullName, "ledger") };
            await using var first = await SandboxHost.StartAsync(options, Cancellation);
            await using var second = await SandboxHost.StartAsync(options, Cancellation);
            using var msal = new MsalClient(first);
            string? deviceCode = null;
            var signIn = await msal.Application.AcquireTokenWithDeviceCode([MsalClient.SqlScope], code =>
            {
                deviceCode = code.DeviceCode;
                return first.ApproveAsync(code.UserCode, SandboxUser.Alice, Cancellation);
            }).ExecuteAsync(Cancellation);
            var issued = new List<string>[8];
            Parallel.For(0, issued.Length, i => issued[i] =
                [.. Enumerable.Range(0, 10).Select(_ => (i % 2 == 0 ? first : second).IssueAccessToken(SandboxUser.Bob))]);

            var ledger = await File.ReadAllLinesAsync(options.SecretLedgerFile, Cancellation);

            Assert.Contains(deviceCode, ledger);
            Assert.Contains(signIn.AccessToken, ledger);
            Assert.Contains(signIn.IdToken, ledger);
            Assert.All(issued.SelectMany(tokens => tokens), token => Assert.Contains(token, ledger));
            // Device code, access, refresh and id token of the sign-in, and the 80.
            Assert.Equal(84, ledger.Length);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(options.SecretLedgerFile));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
