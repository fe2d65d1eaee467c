using NotebookSqlAuth.Sandbox.Engine;

namespace NotebookSqlAuth.Sandbox.Tds.Requests;

/// <summary>What a request comes to: a statement to run, a handle to return, both or neither.</summary>
internal sealed record RequestPlan(Statement? Run, int? PreparedHandle = null, bool ResetsSession = false, TransactionRequest? Transaction = null)
{
    /// <exception cref="SqlServerException">No such procedure, wrong arguments, or an output parameter.</exception>
    public static RequestPlan For(RpcCall call, PreparedStatements prepared)
    {
        if (call.OutputParameter is { } output)
        {
            throw new SqlServerException(SessionMessages.NotSupported($"The output parameter '{output}'"));
        }

        switch (call.Procedure)
        {
            case RpcCall.ExecuteSql:
                return new RequestPlan(Statement.Bind(Text(call, 0), call.Parameters.Count > 1 ? Text(call, 1) : string.Empty, call.Parameters.Skip(2)));
            case RpcCall.Prepare:
                return new RequestPlan(Run: null, prepared.Add(Text(call, 2), Text(call, 1)));
            case RpcCall.PrepareAndExecute:
                var handle = prepared.Add(Text(call, 2), Text(call, 1));
                return new RequestPlan(prepared.Bind(handle, call.Parameters.Skip(3)), handle);
            case RpcCall.Execute:
                return new RequestPlan(prepared.Bind(Handle(call), call.Parameters.Skip(1)));
            case RpcCall.Unprepare:
                prepared.Remove(Handle(call));
                return new RequestPlan(Run: null);
            case RpcCall.ResetConnection:
                return new RequestPlan(Run: null, ResetsSession: true);
            default:
                throw new SqlServerException(SessionMessages.NoSuchProcedure(call.Procedure));
        }
    }

    // NULL stands for "no parameters" in sp_prepare's second argument.
    private static string Text(RpcCall call, int place) =>
        place < call.Parameters.Count && (call.Parameters[place].Value ?? string.Empty) is string text
            ? text
            : throw Expected("@statement or @params", "ntext/nchar/nvarchar");

    private static int Handle(RpcCall call) =>
        call.Parameters.Count > 0 && call.Parameters[0].Value is int handle ? handle : throw Expected("@handle", "int");

    private static SqlServerException Expected(string parameter, string type) =>
        new(new SqlServerMessage(214, 16, 2, $"Procedure expects parameter '{parameter}' of type '{type}'."));
}
