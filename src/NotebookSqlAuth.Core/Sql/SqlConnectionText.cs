using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;

namespace NotebookSqlAuth.Sql;

/// <summary>Builds the one connection string that a target has. It holds no secret.</summary>
internal static class SqlConnectionText
{
    /// <summary>What the server's audit shows as the program.</summary>
    internal const string ApplicationName = "NotebookSqlAuth";

    /// <exception cref="UserError">The target cannot be opened as described.</exception>
    internal static string Build(SqlServerName server, SqlTarget target)
    {
        if (string.IsNullOrWhiteSpace(target.Database))
        {
            throw new UserError(
                ErrorCodes.InvalidDatabaseName,
                "No database was named.",
                "A token belongs to a user of one database.",
                "Name the database to open.");
        }

        var text = new SqlConnectionStringBuilder
        {
            DataSource = server.DataSource,
            InitialCatalog = target.Database,
            ApplicationName = ApplicationName,
            ConnectTimeout = target.ConnectTimeoutSeconds,

            // Below Mandatory, a server that offers no encryption would be sent the token in clear text.
            Encrypt = SqlConnectionEncryptOption.Mandatory,
            TrustServerCertificate = false,
            PersistSecurityInfo = false,

            // A silent reconnect would lose #temp tables and SET options without a word.
            ConnectRetryCount = 0,

            // Pooling would answer from memory for some seconds after a failed login, while our own patience waits for a change.
            PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock,
            MultipleActiveResultSets = false,
        };

        if (target.CertificateFile is { } file)
        {
            if (!server.IsLoopback)
            {
                throw new UserError(
                    ErrorCodes.InvalidCertificateFile,
                    $"A certificate file was given for `{server.Host}`, which is not this computer.",
                    "Real servers are trusted through the computer's own certificate store.",
                    "Leave the certificate out; it is for a sandbox on localhost only.");
            }

            PinnedCertificate.Read(file);
            text.ServerCertificate = Path.GetFullPath(file);
        }

        return text.ConnectionString;
    }
}
