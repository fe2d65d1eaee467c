using NotebookSqlAuth.Spark.Connect.Protocol;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>Reads and sets the settings of a session.</summary>
internal sealed class SessionSettings(ConnectClient client)
{
    internal async Task<string?> GetAsync(string key, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(
            $"Could not read the setting {key}.",
            new ConfigRequest.Types.Operation { GetOption = new ConfigRequest.Types.GetOption { Keys = { key } } },
            [],
            cancellationToken);
        return answer.Pairs.FirstOrDefault(pair => pair.Key == key) is { HasValue: true } found ? found.Value : null;
    }

    internal Task SetAsync(string key, string value, CancellationToken cancellationToken) => CallAsync(
        $"Could not set {key}.",
        new ConfigRequest.Types.Operation { Set = new ConfigRequest.Types.Set { Pairs = { new KeyValue { Key = key, Value = value } } } },
        HiddenValues.Of([value]),
        cancellationToken);

    internal Task UnsetAsync(string key, CancellationToken cancellationToken) => CallAsync(
        $"Could not unset {key}.",
        new ConfigRequest.Types.Operation { Unset = new ConfigRequest.Types.Unset { Keys = { key } } },
        [],
        cancellationToken);

    private async Task<ConfigResponse> CallAsync(
        string what, ConfigRequest.Types.Operation operation, IReadOnlyCollection<string> hidden, CancellationToken cancellationToken)
    {
        var request = new ConfigRequest { SessionId = client.SessionId, UserContext = client.User, ClientType = client.ClientType, Operation = operation };
        if (client.ServerSession is { } serverSession)
        {
            request.ClientObservedServerSideSessionId = serverSession;
        }

        var answer = await client.CallAsync(what, (server, options) => server.ConfigAsync(request, options), hidden, cancellationToken);
        client.Observe(answer.ServerSideSessionId);
        return answer;
    }
}
