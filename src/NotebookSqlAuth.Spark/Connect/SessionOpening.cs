using Grpc.Core;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Spark.Connect.Protocol;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>The first call of a session: a server that is not there, or is something else, must be told apart and not be waited for.</summary>
internal sealed class SessionOpening(ConnectClient client, string host, ConnectOptions options, string what)
{
    private static readonly Version s_oldest = new(3, 5);

    /// <summary>Asks the server's version, which makes the session.</summary>
    internal async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var request = new AnalyzePlanRequest
        {
            SessionId = client.SessionId,
            UserContext = client.User,
            ClientType = client.ClientType,
            SparkVersion = new AnalyzePlanRequest.Types.SparkVersion(),
        };
        var retries = client.NewRetries(options.UnreachableTimeout);
        var isLoopback = LoopbackHost.Is(host);
        while (true)
        {
            using var patience = new Patience(options.OpenTimeout, options.TimeProvider, cancellationToken);
            try
            {
                using var call = client.Channel.Client.AnalyzePlanAsync(request, await client.Channel.CallAsync(patience.Token));
                var answer = await call;
                client.Observe(answer.ServerSideSessionId);
                return Checked(answer.SparkVersion?.Version ?? throw client.Faults.Unreadable(what));
            }
            catch (RpcException e) when (!patience.Token.IsCancellationRequested)
            {
                // On this computer nothing stands in between that could let the connection through later.
                var wait = (isLoopback && CallFailure.IsRefused(e) ? null : retries.Next(e)) ?? throw await client.ErrorOfAsync(e, what, [], cancellationToken);
                await Task.Delay(wait, options.TimeProvider, cancellationToken);
            }
            catch (Exception e) when (patience.Token.IsCancellationRequested && e is OperationCanceledException or RpcException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw client.Faults.OpenTimedOut(what);
            }
        }
    }

    private string Checked(string version)
    {
        var digits = string.Join('.', version.Split('.', '-').Take(2));
        return Version.TryParse(digits, out var parsed) && parsed < s_oldest
            ? throw new UserError(
                ErrorCodes.SparkVersion, what, $"The server is Spark {ServerText.Clean(version)}, and this client speaks to 3.5 and later.", "Use a newer cluster; on Databricks one with runtime 14.0 or later.")
            : version;
    }
}
