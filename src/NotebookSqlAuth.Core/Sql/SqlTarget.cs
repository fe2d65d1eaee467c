using NotebookSqlAuth.Identity;

namespace NotebookSqlAuth.Sql;

/// <summary>Which database to open.</summary>
/// <param name="Server">A server's name as a user writes it: <c>srv</c>, <c>srv.database.windows.net</c>, <c>localhost,1433</c>.</param>
/// <param name="Database">The database's name.</param>
public sealed record SqlTarget(string Server, string Database)
{
    /// <summary>A certificate file (PEM or DER) that the server's certificate must equal; taken on loopback only (a sandbox).</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Whether the server is named as this computer's own loopback, as a sandbox is.</summary>
    public bool IsOnLoopback => SqlServerName.IsOnLoopback(Server);

    /// <summary>The server's full host name, completed with the cloud's suffix, and its TCP port.</summary>
    /// <exception cref="Errors.UserError">It is not a server's name; says what it looks like instead.</exception>
    public (string Host, int Port) Address(AzureCloud cloud)
    {
        var name = SqlServerName.Parse(Server, cloud);
        return (name.Host, name.Port);
    }

    /// <summary>How long one attempt to connect may take, in seconds.</summary>
    public int ConnectTimeoutSeconds { get; init; } = 30;
}
