using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Connect;

/// <summary>Sessions for tests.</summary>
internal static class ConnectSessions
{
    /// <summary>A new session of the shared server of a Spark.</summary>
    internal static async Task<ConnectSession> OpenAsync(this ConnectServers servers, string spark) =>
        await (await servers.OfAsync(spark)).OpenAsync();

    /// <summary>A new session of a server.</summary>
    internal static Task<ConnectSession> OpenAsync(this ConnectServer server, ConnectOptions? options = null) => ConnectSession.OpenAsync(
        ConnectAddress.Parse(server.Address), bearer: null, options ?? new ConnectOptions(), TestContext.Current.CancellationToken);
}
