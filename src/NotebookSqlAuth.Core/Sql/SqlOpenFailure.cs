using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;

namespace NotebookSqlAuth.Sql;

/// <summary>One failed opening, turned into an error with a next step of its own.</summary>
internal sealed record SqlOpenFailure(SqlServerName Server, SqlTarget Target, TokenSource Tokens, int Attempts, TimeSpan Waited)
{
    private string What => $"Could not open `{Target.Database}` on `{Server.Host}`.";

    internal UserError ToUserError(Exception e)
    {
        if (e is SocketException or TimeoutException)
        {
            return IsUnknownHost(e) ? NotFound(e) : Unreachable(e);
        }

        if (e is not SqlException sql)
        {
            return Error(e, ErrorCodes.OpenFailed, $"The SQL client failed: {e.GetType().Name}.", "Run the cell again; if it stays, show this message to your administrator.");
        }

        if (ExceptionChain.Find<AuthenticationException>(e) is not null)
        {
            return Untrusted(sql);
        }

        return sql.Number switch
        {
            4060 => Error(sql, ErrorCodes.DatabaseNotFound, "There is no such database on this server, or the account may not open it (4060).", "Check the database's name; ask its administrator for access if it is right."),
            18456 => LoginFailed(sql),
            40615 => Firewall(sql),
            47073 => Error(sql, ErrorCodes.PublicAccessDenied, "The server takes no connections over the public network (47073).", "Connect from its virtual network or VPN, or ask the administrator to allow public access with a firewall rule."),
            _ when TransientErrors.Contains(sql.Number) => Busy(sql),
            _ when IsUnknownHost(sql) => NotFound(sql),
            _ when sql.Number == -2 || sql.Class == 20 => Unreachable(sql),
            _ => Error(sql, ErrorCodes.OpenFailed, $"The server says: {ServerText.Clean(sql.Message)} ({sql.Number})", "Show this message to the server's administrator."),
        };
    }

    private UserError NotFound(Exception e) => Error(
        e,
        ErrorCodes.ServerNotFound,
        "There is no server of that name, or this computer has no DNS.",
        "Check the spelling of the server's name and the cloud; check the network.");

    private UserError Unreachable(Exception e) => Error(
        e,
        ErrorCodes.ServerUnreachable,
        "The server did not answer, or closed the connection.",
        string.Create(CultureInfo.InvariantCulture, $"Check the name, that TCP port {Server.Port} is open on the way (firewall, VPN), and that the server is running."));

    private UserError Untrusted(SqlException e) => Error(
        e,
        ErrorCodes.ServerCertificateUntrusted,
        "The server's certificate is not trusted. The token was not sent to it.",
        Target.CertificateFile is null
            ? "Check the server's name; behind a proxy that replaces certificates, ask your administrator to install its root certificate."
            : "The certificate is not the one in the certificate file: name the file that the sandbox printed last.");

    private UserError LoginFailed(SqlException e)
    {
        var user = Tokens.Account.UserName.Replace("]", "]]", StringComparison.Ordinal);
        return Error(
            e,
            ErrorCodes.LoginFailed,
            $"The database does not accept {Tokens.Account.UserName} (18456).{ClockOffset.Describe(Tokens.ClockOffset)}",
            $"Ask an administrator to run this in `{Target.Database}`: CREATE USER [{user}] FROM EXTERNAL PROVIDER; "
            + $"ALTER ROLE db_datareader ADD MEMBER [{user}]; and check that the database's tenant is yours.");
    }

    private UserError Firewall(SqlException e)
    {
        var address = e.Message.Split('\'').FirstOrDefault(part => IPAddress.TryParse(part, out _));
        return Error(
            e,
            ErrorCodes.BlockedByFirewall,
            $"The server's firewall does not let {address ?? "this computer"} in (40615).",
            $"Ask the administrator to add a firewall rule for {address ?? "your public address"} on the server (Azure portal: Networking); it can take 5 minutes to work.");
    }

    private UserError Busy(SqlException e) => Error(
        e,
        ErrorCodes.DatabaseBusy,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(e.Number == 40613 ? "The database is resuming or not available" : "The server is busy or moving the database")} ({e.Number}). Waited {Waited.TotalSeconds:0} s over {Attempts} tries."),
        "Run the cell again in a minute.");

    private UserError Error(Exception e, string code, string why, string next)
    {
        var sql = e as SqlException;
        return new(code, What, why, next)
        {
            ServerErrorNumber = sql?.Number > 0 ? sql.Number : null,
            ClientConnectionId = sql?.ClientConnectionId,
        };
    }

    // 11001 is WSAHOST_NOT_FOUND, which SqlClient reports on every platform.
    private static bool IsUnknownHost(Exception e) =>
        e is SqlException { Number: 11001 }
        || ExceptionChain.Find<SocketException>(e)?.SocketErrorCode is SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData;
}
