using NotebookSqlAuth.Identity;

namespace NotebookSqlAuth.Sql;

/// <summary>One open server session: #temp tables, SET and USE last from one query to the next.</summary>
/// <remarks>Not thread-safe: one query at a time; a second one waits for the first.</remarks>
public sealed class SqlSession : IDisposable
{
    internal SqlSession(SqlTarget target, SignedInAccount account)
    {
        Target = target;
        Account = account;
    }

    /// <summary>What was opened.</summary>
    public SqlTarget Target { get; }

    /// <summary>As whom.</summary>
    public SignedInAccount Account { get; }

    /// <summary>The current database, changed by USE.</summary>
    public string Database { get; } = null!;

    /// <summary>Whether the server session is still there, as far as this side knows.</summary>
    public bool IsOpen { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
