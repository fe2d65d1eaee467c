using NotebookSqlAuth.Sandbox.Engine;
using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Requests;

/// <summary>A client's transaction request (MS-TDS 2.2.6.9), brought to the engine as the T-SQL statement that it stands for.</summary>
/// <remarks>So the engine decides, in one place, whether there are transactions.</remarks>
internal sealed record TransactionRequest(string Statement, EnvironmentChange Change)
{
    /// <exception cref="SqlServerException">A distributed transaction, or a savepoint.</exception>
    public static TransactionRequest Read(ref PayloadReader reader) => reader.UInt16() switch
    {
        5 => new TransactionRequest("BEGIN TRANSACTION", EnvironmentChange.BeginTransaction),
        7 => new TransactionRequest("COMMIT TRANSACTION", EnvironmentChange.CommitTransaction),
        8 => new TransactionRequest("ROLLBACK TRANSACTION", EnvironmentChange.RollbackTransaction),
        9 => throw new SqlServerException(SessionMessages.NotSupported("A savepoint")),
        _ => throw new SqlServerException(SessionMessages.NotSupported("A distributed transaction")),
    };

    /// <summary>Tells the client its transaction's descriptor, which the session's one transaction needs no other of.</summary>
    public void Announce(TokenWriter tokens)
    {
        ReadOnlySpan<byte> descriptor = [1, 0, 0, 0, 0, 0, 0, 0];
        var begins = Change == EnvironmentChange.BeginTransaction;
        tokens.EnvironmentChange(Change, begins ? descriptor : [], begins ? [] : descriptor);
    }
}
