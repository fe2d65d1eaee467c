using NotebookSqlAuth.Spark.Tests.Servers;

[assembly: AssemblyFixture(typeof(ConnectServers))]

namespace NotebookSqlAuth.Spark.Tests.Servers;

/// <summary>One Connect server of each Spark for all tests, started when the first of them asks. Each test opens a session of its own.</summary>
public sealed class ConnectServers : IAsyncLifetime
{
    private readonly Dictionary<string, Task<ConnectServer>> _servers = [];
    private readonly Lock _gate = new();

    /// <summary>The names of the variables that say where a Spark is, for theories.</summary>
    public static TheoryData<string> Sparks => [SparkHome.Spark3, SparkHome.Spark4];

    /// <summary>The server of a Spark; skips the test where there is none here.</summary>
    public async Task<ConnectServer> OfAsync(string variable)
    {
        var home = SparkHome.RequireConnect(variable);
        Task<ConnectServer>? starting;
        lock (_gate)
        {
            if (!_servers.TryGetValue(variable, out starting))
            {
                _servers.Add(variable, starting = ConnectServer.StartAsync(home));
            }
        }

        var server = await starting;
        server.Lives();
        return server;
    }

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values.Where(server => server.IsCompletedSuccessfully))
        {
            await (await server).DisposeAsync();
        }
    }
}
