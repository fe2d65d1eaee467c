using Grpc.Core;
using NotebookSqlAuth.Spark.Connect.Protocol;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>One execution of a plan that outlives the connection: a stream that ends early is taken up where it was left.</summary>
internal sealed class ServerOperation
{
    /// <summary>How long taking leave of the server may take: what is not released now, it drops by itself after 5 minutes (spark.connect.execute.manager.detachedTimeout).</summary>
    private static readonly TimeSpan s_leave = TimeSpan.FromSeconds(5);

    /// <summary>How old it has to be before it is interrupted.</summary>
    /// <remarks>
    /// Spark submits a query's jobs from another thread than the one that it interrupts. Where it meets them between the two, the
    /// jobs go on without end and no call reaches them any more (seen on 4.1.4, each time at 50 to 100 ms of age, never from 200 ms on).
    /// </remarks>
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(1);

    private readonly ConnectClient _client;
    private readonly SessionWatch _watch;
    private readonly ExecutePlanRequest _request;
    private readonly string _what;
    private readonly IReadOnlyCollection<string> _hidden;
    private string? _lastResponse;

    // When; null as long as it is not, or not known to have arrived.
    private long? _sent;
    private Task _release = Task.CompletedTask;

    internal ServerOperation(ConnectClient client, SessionWatch watch, Plan plan, string what, IReadOnlyCollection<string> hidden)
    {
        _client = client;
        _watch = watch;
        _what = what;
        _hidden = hidden;
        _request = new ExecutePlanRequest
        {
            SessionId = client.SessionId,
            UserContext = client.User,
            ClientType = client.ClientType,
            OperationId = Guid.NewGuid().ToString("D"),
            Plan = plan,
            RequestOptions = { new ExecutePlanRequest.Types.RequestOption { ReattachOptions = new ReattachOptions { Reattachable = true } } },
        };
        if (client.ServerSession is { } serverSession)
        {
            _request.ClientObservedServerSideSessionId = serverSession;
        }
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="take">Gets each response once, in order.</param>
    /// <param name="cancellationToken">Interrupts it on the server.</param>
    internal async Task RunAsync(Action<ExecutePlanResponse> take, CancellationToken cancellationToken)
    {
        using var patience = new Patience(_client.Options.NoProgressTimeout, _client.Options.TimeProvider, cancellationToken);
        var progress = new ProgressSigns();
        var retries = _client.NewRetries();
        try
        {
            while (!await AttachAsync(Take, retries, patience.Token))
            {
                // The server ends a stream after 2 minutes or 1 GiB; the operation goes on.
            }
        }
        catch (Exception e) when (patience.Token.IsCancellationRequested && e is OperationCanceledException or RpcException)
        {
            await InterruptAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw _client.Faults.NoProgress(_what);
        }
        finally
        {
            await ReleaseAllAsync();
        }

        void Take(ExecutePlanResponse response)
        {
            retries.Reset();
            _client.Observe(response.ServerSideSessionId);
            if (progress.IsSign(response))
            {
                patience.Renew();
            }

            take(response);
        }
    }

    /// <summary>One stream: the first of the operation, or one that goes on behind the last response. True when the result is complete.</summary>
    private async Task<bool> AttachAsync(Action<ExecutePlanResponse> take, Retries retries, CancellationToken cancellationToken)
    {
        var isReattach = _sent is not null;
        try
        {
            if (!isReattach)
            {
                await _watch.CheckAsync(_what, cancellationToken);
            }

            var options = await _client.Channel.CallAsync(cancellationToken);
            using var call = isReattach ? _client.Channel.Client.ReattachExecute(Reattach(), options) : _client.Channel.Client.ExecutePlan(_request, options);
            _sent ??= _client.Options.TimeProvider.GetTimestamp();
            while (await call.ResponseStream.MoveNext(cancellationToken))
            {
                var response = call.ResponseStream.Current;
                _lastResponse = response.ResponseId;
                take(response);
                if (response.ResultComplete is not null)
                {
                    return true;
                }

                ReleaseUntil(response);
            }

            return false;
        }
        catch (RpcException e) when (!cancellationToken.IsCancellationRequested)
        {
            var isLost = isReattach && CallFailure.IsOperationUnknown(e);
            if (isLost && _lastResponse is not null)
            {
                throw CallFailure.IsSessionGone(e) ? _client.Faults.SessionGone(_what) : _client.Faults.OperationLost(_what);
            }

            var wait = isLost ? TimeSpan.Zero : retries.Next(e) ?? throw await _client.ErrorOfAsync(e, _what, _hidden, cancellationToken);
            if (isLost || (e.StatusCode == StatusCode.Unauthenticated && !isReattach && _lastResponse is null))
            {
                // It never arrived, so it is sent again. A refused bearer of a later stream says nothing of the operation, which goes on.
                _sent = null;
            }

            await Task.Delay(wait, _client.Options.TimeProvider, cancellationToken);
            return false;
        }
    }

    private ReattachExecuteRequest Reattach()
    {
        var request = new ReattachExecuteRequest
        {
            SessionId = _client.SessionId,
            UserContext = _client.User,
            ClientType = _client.ClientType,
            OperationId = _request.OperationId,
        };
        if (_lastResponse is not null)
        {
            request.LastResponseId = _lastResponse;
        }

        if (_client.ServerSession is { } serverSession)
        {
            request.ClientObservedServerSideSessionId = serverSession;
        }

        return request;
    }

    /// <summary>Lets the server forget what has arrived. One release covers all before it, so while one is under way none is added.</summary>
    private void ReleaseUntil(ExecutePlanResponse response)
    {
        if (_release.IsCompleted && response.ArrowBatch is not null)
        {
            var request = Release();
            request.ReleaseUntil = new ReleaseExecuteRequest.Types.ReleaseUntil { ResponseId = response.ResponseId };
            _release = LeaveAsync((client, options) => client.ReleaseExecuteAsync(request, options).ResponseAsync);
        }
    }

    private async Task ReleaseAllAsync()
    {
        await _release;
        if (_sent is not null)
        {
            var request = Release();
            request.ReleaseAll = new ReleaseExecuteRequest.Types.ReleaseAll();
            await LeaveAsync((client, options) => client.ReleaseExecuteAsync(request, options).ResponseAsync);
        }
    }

    private ReleaseExecuteRequest Release() => new()
    {
        SessionId = _client.SessionId,
        UserContext = _client.User,
        ClientType = _client.ClientType,
        OperationId = _request.OperationId,
    };

    private async Task InterruptAsync()
    {
        if (_sent is { } sent && _client.Options.TimeProvider.GetElapsedTime(sent) is var age && age < s_settling)
        {
            await Task.Delay(s_settling - age, _client.Options.TimeProvider);
        }

        var request = new InterruptRequest
        {
            SessionId = _client.SessionId,
            UserContext = _client.User,
            ClientType = _client.ClientType,
            InterruptType = InterruptRequest.Types.InterruptType.OperationId,
            OperationId = _request.OperationId,
        };
        await LeaveAsync((client, options) => client.InterruptAsync(request, options).ResponseAsync);
    }

    /// <summary>A call that only tidies up: the operation's outcome is known already and does not change when this fails.</summary>
    private async Task LeaveAsync(Func<SparkConnectService.SparkConnectServiceClient, CallOptions, Task> call)
    {
        using var limit = new CancellationTokenSource(s_leave, _client.Options.TimeProvider);
        try
        {
            await call(_client.Channel.Client, await _client.Channel.CallAsync(limit.Token));
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException or Errors.UserError)
        {
            // The server does not answer, or has forgotten the operation already; it drops what nobody asks for.
            System.Diagnostics.Debug.WriteLine(e.GetType().Name);
        }
    }
}
