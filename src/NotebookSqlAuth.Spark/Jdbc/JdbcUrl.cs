using System.Globalization;
using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Spark.Jdbc;

/// <summary>The driver's URL of a session's database. It holds no secret.</summary>
/// <remarks>Properties: learn.microsoft.com/sql/connect/jdbc/setting-the-connection-properties.</remarks>
internal static class JdbcUrl
{
    /// <summary>Builds it. Encryption is never optional, and no certificate is trusted unseen.</summary>
    internal static string Build(SqlSession session, AzureCloud cloud)
    {
        var (host, port) = session.Target.Address(cloud);
        var properties = new List<(string Name, string Value)>
        {
            // USE may have changed it since the session opened.
            ("databaseName", session.Database),
            ("applicationName", "NotebookSqlAuth"),
        };
        if (session.Target.CertificateFile is { } file)
        {
            // A sandbox: the driver compares the certificate with a file under strict encryption only (TDS 8.0).
            properties.Add(("encrypt", "strict"));
            properties.Add(("serverCertificate", Path.GetFullPath(file)));
        }
        else
        {
            properties.Add(("encrypt", "true"));
            properties.Add(("trustServerCertificate", "false"));
            if (host.EndsWith(cloud.SqlHostSuffix, StringComparison.OrdinalIgnoreCase))
            {
                // The gateway may send the driver on to a host beside it, under the same certificate.
                properties.Add(("hostNameInCertificate", "*" + host[host.IndexOf('.', StringComparison.Ordinal)..]));
            }
        }

        // Braces keep a value whole whatever stands in it; a closing one is doubled.
        var text = properties.Select(property => $";{property.Name}={{{property.Value.Replace("}", "}}", StringComparison.Ordinal)}}}");
        return string.Create(CultureInfo.InvariantCulture, $"jdbc:sqlserver://{host}:{port}{string.Concat(text)}");
    }
}
