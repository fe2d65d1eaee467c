using System.Globalization;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Sandbox;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Connect;

/// <summary>Tokens and TLS, before a real server.</summary>
public sealed class BearerTests(ConnectServers servers)
{
    private const string Canary = "dapi-canary-0123456789";

    public static TheoryData<string> Sparks => ConnectServers.Sparks;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Cluster_of_a_workspace_gets_its_id_and_a_bearer_that_is_asked_for_each_call(string spark)
    {
        await using var proxy = await StartAsync(spark, "0123-456789-abcdefgh");
        proxy.Accepts = bearer => bearer.StartsWith(Canary, StringComparison.Ordinal);
        var asked = 0;
        await using var session = await ConnectSession.OpenAsync(
            ConnectAddress.Databricks("https://" + proxy.Host, "0123-456789-abcdefgh") with { CertificateFile = proxy.CertificateFile },
            _ => Task.FromResult(Canary + Interlocked.Increment(ref asked).ToString(CultureInfo.InvariantCulture)),
            new ConnectOptions(),
            Token);
        var frame = await session.SqlAsync("SELECT id FROM range(7)", null, null, Token);
        Assert.Equal(7, await frame.CountAsync(cancellationToken: Token));
        Assert.Equal(0, proxy.Refused);
        Assert.Equal(asked, proxy.Bearers.Count);
        Assert.All(proxy.Bearers, bearer => Assert.Equal(1, bearer.Value));
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Expired_bearer_is_renewed_in_the_middle_of_a_session(string spark)
    {
        await using var proxy = await StartAsync(spark);
        var valid = "first";
        var given = "first";
        proxy.Accepts = bearer => bearer == valid;
        await using var session = await ConnectSession.OpenAsync(
            ConnectAddress.Parse("sc://" + proxy.Host) with { CertificateFile = proxy.CertificateFile },
            _ =>
            {
                // A source that learns of the new token only when the old one was refused.
                var token = given;
                given = valid;
                return Task.FromResult(token);
            },
            new ConnectOptions(),
            Token);
        valid = "second";
        var frame = await session.SqlAsync("SELECT id FROM range(7)", null, null, Token);
        Assert.Equal(7, await frame.CountAsync(cancellationToken: Token));
        Assert.Equal(1, proxy.Refused);
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Refused_bearer_is_an_error_without_it(string spark)
    {
        await using var proxy = await StartAsync(spark);
        var address = ConnectAddress.Parse($"sc://{proxy.Host}/;token={Canary}") with { CertificateFile = proxy.CertificateFile };
        var error = await Assert.ThrowsAsync<UserError>(() => ConnectSession.OpenAsync(address, null, new ConnectOptions(), Token));
        Assert.Equal(ErrorCodes.SparkTokenRefused, error.Code);
        Assert.Equal(2, proxy.Refused);
        Assert.DoesNotContain(Canary, error + address.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serverless_compute_is_found_by_the_sessions_own_id()
    {
        await using var proxy = await StartAsync(SparkHome.Spark4);
        proxy.Accepts = bearer => bearer == Canary;
        await using var session = await ConnectSession.OpenAsync(
            ConnectAddress.Databricks(proxy.Host, clusterId: null) with { CertificateFile = proxy.CertificateFile },
            _ => Task.FromResult(Canary),
            new ConnectOptions(),
            Token);
        Assert.Equal([session.SessionId], proxy.ServerlessSessions);
    }

    [Fact]
    public async Task Certificate_that_is_not_the_pinned_one_stops_the_token()
    {
        await using var proxy = await StartAsync(SparkHome.Spark4);
        proxy.Accepts = _ => true;
        using var other = SandboxCertificate.Create();
        foreach (var certificate in new[] { null, other.File })
        {
            var address = ConnectAddress.Parse($"sc://{proxy.Host}/;token={Canary}") with { CertificateFile = certificate };
            var error = await Assert.ThrowsAsync<UserError>(() => ConnectSession.OpenAsync(address, null, new ConnectOptions(), Token));
            Assert.Equal(ErrorCodes.SparkCertificateUntrusted, error.Code);
        }

        Assert.Empty(proxy.Bearers);
    }

    [Fact]
    public async Task Certificate_file_for_another_computer_is_refused()
    {
        using var other = SandboxCertificate.Create();
        var address = ConnectAddress.Parse("sc://spark.example.com") with { CertificateFile = other.File };
        var error = await Assert.ThrowsAsync<UserError>(() => ConnectSession.OpenAsync(address, null, new ConnectOptions(), Token));
        Assert.Equal(ErrorCodes.InvalidCertificateFile, error.Code);
    }

    [Fact]
    public async Task Bearer_does_not_travel_in_plain_text_to_another_computer()
    {
        var address = ConnectAddress.Parse("sc://spark.example.com/;use_ssl=false");
        var error = await Assert.ThrowsAsync<UserError>(() => ConnectSession.OpenAsync(address, _ => Task.FromResult(Canary), new ConnectOptions(), Token));
        Assert.Equal(ErrorCodes.SparkTokenNeedsTls, error.Code);
    }

    private async Task<BearerProxy> StartAsync(string spark, string? clusterId = null) =>
        await BearerProxy.StartAsync((await servers.OfAsync(spark)).Port, clusterId);
}
