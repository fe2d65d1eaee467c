using NotebookSqlAuth.Identity;

namespace NotebookSqlAuth.Sql;

/// <summary>Opens server sessions as one signed-in account. Keep one per account: its token callback is SqlClient's pool key.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class SqlConnector
{
    /// <summary>Creates the connector of an account.</summary>
    public SqlConnector(TokenSource tokens) => Tokens = tokens;

    /// <summary>Whose tokens it uses.</summary>
    public TokenSource Tokens { get; }

    /// <summary>Opens a session, with patience where the database is resuming or busy.</summary>
    /// <param name="target">Which database.</param>
    /// <param name="progress">Told, one line each, why it is still waiting.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Errors.UserError">Could not open; says why and what to do next.</exception>
    public Task<SqlSession> OpenAsync(SqlTarget target, IProgress<string>? progress, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
