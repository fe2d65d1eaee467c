using System.Globalization;
using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Sandbox;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Tests.Servers;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Spark.Tests.Jdbc;

/// <summary>Sparks with the JDBC driver that show all they know on pages and in an event log, beside a sandbox with its analyst signed in.</summary>
public sealed class JdbcServers : IAsyncLifetime
{
    private readonly Dictionary<string, JdbcServer> _servers = [];

    internal SandboxHost Sandbox { get; private set; } = null!;

    internal SqlConnector Connector { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Sandbox = await SandboxHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Connector = new SqlConnector(await SignInAsync(Sandbox));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values)
        {
            await server.DisposeAsync();
        }

        await Sandbox.DisposeAsync();
    }

    internal static Task<TokenSource> SignInAsync(SandboxHost sandbox, SandboxUser? user = null) => DeviceCodeSignIn.RunAsync(
        new SignInOptions { Authority = sandbox.Authority, CertificateFile = sandbox.CertificateFile },
        (prompt, cancellationToken) => sandbox.ApproveAsync(prompt.UserCode, user ?? SandboxUser.Alice, cancellationToken),
        TestContext.Current.CancellationToken);

    internal static Task<ConnectSession> OpenSparkAsync(string address) =>
        ConnectSession.OpenAsync(ConnectAddress.Parse(address), null, new ConnectOptions(), TestContext.Current.CancellationToken);

    internal Task<SqlSession> OpenSqlAsync() => Connector.OpenAsync(
        new SqlTarget(Sandbox.Server, Sandbox.Database) { CertificateFile = Sandbox.CertificateFile }, null, TestContext.Current.CancellationToken);

    /// <summary>The server of a Spark; skips the test where there is none here. Tests of a collection run one after the other.</summary>
    internal async Task<JdbcServer> OfAsync(string spark)
    {
        if (!_servers.TryGetValue(spark, out var server))
        {
            var home = SparkHome.RequireConnect(spark);
            _servers.Add(spark, server = await JdbcServer.StartAsync(home, home.RequireJdbcDriver()));
        }

        return server;
    }
}

/// <summary>One of them.</summary>
internal sealed record JdbcServer(ConnectServer Server, Uri Pages, DirectoryInfo Events) : IAsyncDisposable
{
    // A zone whose clocks skip an hour in spring: no local time may move because of it.
    private const string Zone = "America/New_York";

    internal static async Task<JdbcServer> StartAsync(SparkHome home, string driver)
    {
        var events = Directory.CreateTempSubdirectory("spark-events-");
        var port = ConnectServer.FreePort();
        var server = await ConnectServer.StartAsync(
            home,
            driverMemory: "1g",
            jars: [driver],
            settings:
            [
                "spark.ui.enabled=true",
                string.Create(CultureInfo.InvariantCulture, $"spark.ui.port={port}"),
                "spark.eventLog.enabled=true",
                "spark.eventLog.compress=false",
                "spark.eventLog.dir=" + new Uri(events.FullName + "/").AbsoluteUri,
                "spark.driver.extraJavaOptions=-Duser.timezone=" + Zone,
            ]);
        return new JdbcServer(server, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")), events);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Events.Delete(recursive: true);
    }
}

/// <summary>Those tests share their servers, and run one after the other.</summary>
[CollectionDefinition(nameof(JdbcServers))]
public sealed class JdbcServersTogether : ICollectionFixture<JdbcServers>;
