using System.Net.Sockets;

namespace NotebookSqlAuth.Spark.Tests.Servers;

public sealed class ConnectServerTests(ConnectServers servers)
{
    [Theory]
    [MemberData(nameof(ConnectServers.Sparks), MemberType = typeof(ConnectServers))]
    public async Task Server_listens_on_loopback(string spark)
    {
        var server = await servers.OfAsync(spark);
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", server.Port, TestContext.Current.CancellationToken);
        Assert.True(socket.Connected);
    }
}
