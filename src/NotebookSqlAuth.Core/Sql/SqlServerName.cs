using System.Globalization;
using System.Net.Sockets;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;

namespace NotebookSqlAuth.Sql;

/// <summary>A server's name, read from what a user writes and completed with the cloud's suffix.</summary>
/// <param name="Host">The full host name or address.</param>
/// <param name="Port">The TCP port.</param>
internal sealed record SqlServerName(string Host, int Port)
{
    /// <summary>SQL Server's registered port (IANA: ms-sql-s), the only one that Azure SQL's gateway listens on.</summary>
    private const int DefaultPort = 1433;

    internal bool IsLoopback => LoopbackHost.Is(Host);

    /// <summary>As SqlClient takes it. The protocol is named so that nothing but TCP is ever tried.</summary>
    internal string DataSource => string.Create(CultureInfo.InvariantCulture, $"tcp:{Host},{Port}");

    /// <summary>Whether what a user wrote names this computer; false for what is no name at all.</summary>
    internal static bool IsOnLoopback(string server) => LoopbackHost.Is(Parts(server).Name);

    /// <exception cref="UserError">It is not a server's name; says what it looks like instead.</exception>
    internal static SqlServerName Parse(string server, AzureCloud cloud)
    {
        if (server.Contains('=', StringComparison.Ordinal) || server.Contains(';', StringComparison.Ordinal))
        {
            // Not echoed: a connection string may hold a password.
            throw Invalid(
                "The server's name looks like a connection string.",
                $"Give only the server's name, e.g. `myserver` or `myserver{cloud.SqlHostSuffix}`; the database has an option of its own.");
        }

        var (name, portText) = Parts(server);
        var port = DefaultPort;
        if (portText is not null
            && (!int.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535))
        {
            throw Invalid($"`{server}` has no valid port after its comma.", "A port is a number from 1 to 65535: `localhost,1433`.");
        }

        if (name.Length == 0)
        {
            throw Invalid("No server was named.", $"Give the server's name, e.g. `myserver` or `myserver{cloud.SqlHostSuffix}`.");
        }

        if (Uri.CheckHostName(name) == UriHostNameType.Unknown)
        {
            throw Invalid(
                $"`{server}` is not a server's name.",
                $"Give a host name without protocol, instance or path, e.g. `myserver{cloud.SqlHostSuffix}`.");
        }

        var isShort = !name.Contains('.', StringComparison.Ordinal) && !LoopbackHost.Is(name);
        return new SqlServerName(isShort ? name + cloud.SqlHostSuffix : name, port);
    }

    /// <summary>Connects and hangs up.</summary>
    /// <remarks>SqlClient tries a name that does not exist, or a port that is closed, again until its timeout is over; this tells at once.</remarks>
    /// <exception cref="SocketException">No such host, or it refuses.</exception>
    /// <exception cref="TimeoutException">It does not answer in time.</exception>
    internal async Task ReachAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Host, Port, cancellationToken).AsTask().WaitAsync(timeout, cancellationToken);
    }

    // `tcp:name,port`, of which a user may leave out all but the name.
    private static (string Name, string? Port) Parts(string server)
    {
        var text = server.Trim();
        if (text.StartsWith("tcp:", StringComparison.OrdinalIgnoreCase))
        {
            text = text[4..];
        }

        var parts = text.Split(',', 2, StringSplitOptions.TrimEntries);
        return (parts[0], parts.Length > 1 ? parts[1] : null);
    }

    private static UserError Invalid(string what, string next) => new(ErrorCodes.InvalidServerName, what, "", next);
}
