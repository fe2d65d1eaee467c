using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Sandbox;
using NotebookSqlAuth.Spark.Tests.Servers;
using NotebookSqlAuth.Tests.Magics;

namespace NotebookSqlAuth.Spark.Tests.Magics;

/// <summary>A session behind a bearer lives as long as somebody is signed in, by whichever sign-in.</summary>
public sealed class DatabricksSessionTests(ConnectServers servers)
{
    private const string Cluster = "0123-456789-loopback";

    [Theory]
    [InlineData("")]
    [InlineData(" --client-id ")]
    public async Task A_session_outlives_signing_in_again(string ownClient)
    {
        await using var proxy = await StartAsync();
        await using var notebook = await StartAsync(proxy);
        var client = ownClient.Length == 0 ? "" : ownClient + SandboxOptions.RegisteredClientId;
        await notebook.RunAsync("#!aad-login");
        await notebook.RunAsync($"#!spark-connect --databricks {proxy.Host} --cluster {Cluster}{client}");
        await notebook.RunAsync("#!spark-sql --spark kept\nSELECT 1 AS n");
        var before = proxy.Bearers.Count;

        await notebook.RunAsync("#!aad-login --force" + client);

        Assert.Contains("1 row × 1 column", (await notebook.RunAsync("#!spark-sql\nSELECT n FROM kept")).FinalText, StringComparison.Ordinal);
        Assert.Equal(before + 1, proxy.Bearers.Count);
        Assert.Equal(0, proxy.Refused);
    }

    [Fact]
    public async Task A_session_whose_account_is_signed_out_is_ended()
    {
        await using var proxy = await StartAsync();
        await using var notebook = await StartAsync(proxy);
        await notebook.RunAsync("#!aad-login");
        await notebook.RunAsync($"#!spark-connect --databricks {proxy.Host} --cluster {Cluster}");

        await notebook.RunAsync("#!aad-logout");

        await notebook.FailAsync("#!spark-sql\nSELECT 1", ErrorCodes.NoSparkSession);
    }

    private static Task<SandboxNotebook> StartAsync(BearerProxy proxy) =>
        SandboxNotebook.StartAsync(environment: new Dictionary<string, string> { ["NOTEBOOKSQLAUTH_SPARK_CERTIFICATE"] = proxy.CertificateFile });

    private async Task<BearerProxy> StartAsync()
    {
        var proxy = await BearerProxy.StartAsync((await servers.OfAsync(SparkHome.Spark4)).Port, Cluster);
        proxy.Accepts = bearer => bearer.Length > 0;
        return proxy;
    }
}
