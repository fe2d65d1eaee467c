using System.Diagnostics.CodeAnalysis;
using NotebookSqlAuth.Sandbox.Engine;
using NotebookSqlAuth.Sandbox.Tds.Login;
using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Requests;

/// <summary>Answers a session's requests, one after the other, on one thread.</summary>
internal sealed class RequestLoop(TdsEndpointOptions options, LoggedIn login, TokenWriter tokens, Action cut)
{
    private readonly PreparedStatements _prepared = new();

    /// <summary>Answers one message, up to its last packet's end. False when the session has to end.</summary>
    /// <exception cref="TdsProtocolException">A message of a kind that has no place in a session.</exception>
    public bool Answer(ClientMessage message)
    {
        if (message.Type == PacketType.Attention)
        {
            tokens.Done(DoneToken.Done, DoneStatus.Attention);
            return true;
        }

        var plans = Read(message);
        for (var index = 0; index < plans.Count && !(index > 0 && message.Stopping.IsCancellationRequested); index++)
        {
            var sink = new ResponseSink(tokens, options.Faults, message.Type == PacketType.Rpc, cut, message.Stopping);
            if (!Answer(message, plans[index], sink, resets: index == 0 && message.ResetsConnection, isLast: index == plans.Count - 1))
            {
                return false;
            }
        }

        return true;
    }

    private IReadOnlyList<(string Name, Func<RequestPlan> Plan)> Read(ClientMessage message)
    {
        if (message.Type is not (PacketType.SqlBatch or PacketType.Rpc or PacketType.TransactionManager))
        {
            throw new TdsProtocolException("A message that has no place in a session.");
        }

        try
        {
            return message.Type switch
            {
                PacketType.SqlBatch => [Planned("BATCH", RequestReader.Batch(message.Payload.Span))],
                PacketType.Rpc => [.. RpcCall.ReadAll(message.Payload.Span).Select<RpcCall, (string, Func<RequestPlan>)>(call => ($"EXEC {call.Procedure}", () => RequestPlan.For(call, _prepared)))],
                _ => [Planned("TRANSACTION", RequestReader.Transaction(message.Payload.Span))],
            };
        }
        catch (Exception refused) when (refused is SqlServerException or TdsProtocolException)
        {
            var answer = refused is SqlServerException { ServerMessage: var text } ? text : SessionMessages.BrokenStream;
            return [(message.Type.ToString(), () => throw new SqlServerException(answer))];
        }
    }

    private static (string Name, Func<RequestPlan> Plan) Planned(string name, RequestPlan plan) => (name, () => plan);

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A defect behind the wire is told to the client and ends the session.")]
    private bool Answer(ClientMessage message, (string Name, Func<RequestPlan> Plan) request, ResponseSink sink, bool resets, bool isLast)
    {
        var time = DateTimeOffset.UtcNow;
        RequestPlan? plan = null;
        var goesOn = true;
        try
        {
            if (resets)
            {
                Reset();
                tokens.EnvironmentChange(EnvironmentChange.ConnectionReset, [], []);
            }

            plan = request.Plan();
            Run(plan, sink, message.Stopping);
        }
        catch (SqlServerException refused)
        {
            sink.Message(refused.ServerMessage);
        }
        catch (OperationCanceledException) when (message.Stopping.IsCancellationRequested)
        {
            // The client asked for it, and Finish says so.
        }
        catch (Exception defect)
        {
            sink.Message(SessionMessages.InternalError(defect));
            goesOn = false;
        }

        options.Audit.Add(new AuditEntry(
            time, login.UserName, login.ApplicationName, login.Session.Database, plan?.Run?.Text ?? request.Name, sink.ErrorNumber));
        if (sink.IsBroken)
        {
            cut();
            return false;
        }

        sink.Finish(isLast || !goesOn, plan?.PreparedHandle);
        return goesOn;
    }

    private void Run(RequestPlan plan, ResponseSink sink, CancellationToken cancellationToken)
    {
        if (plan.ResetsSession)
        {
            Reset();
        }

        if (plan.Run is not { } statement)
        {
            return;
        }

        if (options.Faults.TakeStatementFailure() is { } failure)
        {
            throw new SqlServerException(failure);
        }

        login.Session.Execute(statement.Text, statement.Parameters, sink, cancellationToken);
        if (sink.ErrorNumber is null)
        {
            plan.Transaction?.Announce(tokens);
        }
    }

    private void Reset()
    {
        login.Session.Reset();
        _prepared.Clear();
    }
}
