using Grpc.Core;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect.Protocol;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>The calls of one session: who asks, retries, and errors in words.</summary>
internal sealed class ConnectClient : IDisposable
{
    private static readonly TimeSpan s_detailsLimit = TimeSpan.FromSeconds(5);

    private volatile string? _serverSession;

    internal ConnectClient(ConnectAddress address, BearerSource? bearer, ConnectOptions options)
    {
        Options = options;
        SessionId = address.SessionId ?? Guid.NewGuid().ToString("D");
        User = new UserContext { UserId = address.UserId, UserName = address.UserId };
        ClientType = ConnectUserAgent.Of(address.UserAgent);
        Faults = new ConnectFaults(address, options);
        Channel = new ConnectChannel(address, bearer, SessionId);
    }

    internal ConnectOptions Options { get; }

    internal string SessionId { get; }

    internal UserContext User { get; }

    internal string ClientType { get; }

    internal ConnectFaults Faults { get; }

    internal ConnectChannel Channel { get; }

    /// <summary>The server's own name of the session, which a restart changes; 3.5 gives none.</summary>
    internal string? ServerSession => _serverSession;

    /// <summary>Values that no error shall show, wherever Spark repeats them.</summary>
    internal HiddenValues Hidden { get; } = new();

    public void Dispose() => Channel.Dispose();

    /// <summary>Keeps the server's name of the session, to be told when it changes.</summary>
    internal void Observe(string serverSession)
    {
        if (serverSession.Length > 0)
        {
            _serverSession = serverSession;
        }
    }

    internal Retries NewRetries(TimeSpan? unreachableTimeout = null) =>
        new(Options.TimeProvider, unreachableTimeout ?? Options.UnreachableTimeout, Channel.HasBearer);

    /// <summary>One call with one answer, tried again by the rules.</summary>
    /// <param name="what">What was not done when it fails, one sentence.</param>
    /// <param name="call">Starts it.</param>
    /// <param name="hidden">Values of the request that shall not be shown.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<T> CallAsync<T>(
        string what,
        Func<SparkConnectService.SparkConnectServiceClient, CallOptions, AsyncUnaryCall<T>> call,
        IReadOnlyCollection<string> hidden,
        CancellationToken cancellationToken)
    {
        var retries = NewRetries();
        using var patience = new Patience(Options.NoProgressTimeout, Options.TimeProvider, cancellationToken);
        while (true)
        {
            try
            {
                using var running = call(Channel.Client, await Channel.CallAsync(patience.Token));
                return await running;
            }
            catch (RpcException e) when (!patience.Token.IsCancellationRequested)
            {
                var wait = retries.Next(e) ?? throw await ErrorOfAsync(e, what, hidden, cancellationToken);
                await Task.Delay(wait, Options.TimeProvider, cancellationToken);
            }
            catch (Exception e) when (patience.Token.IsCancellationRequested && e is OperationCanceledException or RpcException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw Faults.NoProgress(what);
            }
        }
    }

    /// <summary>The error of a call that failed for good, in Spark's full words where the server keeps them (4.0 and later).</summary>
    internal async Task<UserError> ErrorOfAsync(RpcException e, string what, IReadOnlyCollection<string> hidden, CancellationToken cancellationToken)
    {
        string? text = null;
        if (StatusDetails.Of(e).Metadata.TryGetValue("errorId", out var errorId))
        {
            // Spark's error is here; its full words are not worth a long wait.
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            try
            {
                limit.CancelAfter(s_detailsLimit);
                var request = new FetchErrorDetailsRequest { SessionId = SessionId, UserContext = User, ErrorId = errorId, ClientType = ClientType };
                var answer = await Channel.Client.FetchErrorDetailsAsync(request, await Channel.CallAsync(limit.Token));
                text = answer.HasRootErrorIdx && answer.RootErrorIdx < answer.Errors.Count ? answer.Errors[answer.RootErrorIdx].Message : null;
            }
            catch (Exception failure) when (failure is RpcException or OperationCanceledException or UserError)
            {
                // 3.5 keeps none, and whatever else stops it: the status, cut at some length, is what there is to say.
                text = null;
            }
        }

        return Faults.Of(e, what, text, HiddenValues.Of(hidden.Concat(Hidden.All)));
    }
}
