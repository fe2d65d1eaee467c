using System.Diagnostics;
using Grpc.Core;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect.Protocol;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>Tells the server that a session has ended.</summary>
internal static class SessionRelease
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    internal static async Task RunAsync(ConnectClient client)
    {
        using var limit = new CancellationTokenSource(s_limit, client.Options.TimeProvider);
        var request = new ReleaseSessionRequest { SessionId = client.SessionId, UserContext = client.User, ClientType = client.ClientType };
        try
        {
            await client.Channel.Client.ReleaseSessionAsync(request, await client.Channel.CallAsync(limit.Token));
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException or UserError)
        {
            // 3.5 has no such call, and a server that is gone has no such session: either way it ends without us.
            Debug.WriteLine(e.GetType().Name);
        }
    }
}
