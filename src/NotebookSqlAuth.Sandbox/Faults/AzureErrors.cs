using NotebookSqlAuth.Sandbox.Engine;

namespace NotebookSqlAuth.Sandbox.Faults;

/// <summary>Errors that Azure SQL answers with when it cannot serve, each in its words and class.</summary>
/// <remarks>Texts: "Troubleshooting connectivity issues and other errors with Azure SQL Database" and sys.messages.</remarks>
public static class AzureErrors
{
    internal const int LoginFailed = 18456;

    private const string ServerName = Tds.Login.ServerIdentity.ServerName;
    private const string TracingId = "{00000000-0000-0000-0000-000000000000}";

    private static readonly Dictionary<int, (byte Class, string Text)> Known = new()
    {
        [1205] = (13, "Transaction (Process ID 51) was deadlocked on lock resources with another process and has been chosen as the deadlock victim. Rerun the transaction."),
        [4060] = (11, "Cannot open database \"sales\" requested by the login. The login failed."),
        [4221] = (16, "Login to read-secondary failed due to long wait on 'HADR_DATABASE_WAIT_FOR_TRANSITION_TO_VERSIONING'. The replica is not available for login because row versions are missing for transactions that were in-flight when the replica was recycled. The issue can be resolved by rolling back or committing the active transactions on the primary replica. Occurrences of this condition can be minimized by avoiding long write transactions on the primary."),
        [10928] = (16, "Resource ID : 1. The request limit for the database is 75 and has been reached. See 'https://docs.microsoft.com/azure/azure-sql/database/resource-limits-logical-server' for assistance."),
        [10929] = (16, "Resource ID: 1. The request minimum guarantee is 0, maximum limit is 75 and the current usage for the database is 75. However, the server is currently too busy to support requests greater than 0 for this database. Please try again later."),
        [LoginFailed] = (14, "Login failed for user '<token-identified principal>'."),
        [40143] = (16, "The service has encountered an error processing your request. Please try again."),
        [40197] = (16, "The service has encountered an error processing your request. Please try again. Error code 4815."),
        [40501] = (16, "The service is currently busy. Retry the request after 10 seconds. Incident ID: 00000000-0000-0000-0000-000000000000. Code: 131075."),
        [40540] = (16, "The service has encountered an error processing your request. Please try again."),
        [40613] = (17, $"Database 'sales' on server '{ServerName}' is not currently available. Please retry the connection later. If the problem persists, contact customer support, and provide them the session tracing ID of '{TracingId}'."),
        [40615] = (14, $"Cannot open server '{ServerName}' requested by the login. Client with IP address '{{0}}' is not allowed to access the server. To enable access, use the Azure Management Portal or run sp_set_firewall_rule on the master database to create a firewall rule for this IP address or address range. It may take up to five minutes for this change to take effect."),
        [42108] = (16, "Can not connect to the SQL pool since it is paused. Please resume the SQL pool and try again."),
        [42109] = (16, "The SQL pool is warming up. Please try again."),
        [47073] = (14, "Connection was denied since Deny Public Network Access is set to Yes. To connect to this server, use the Private Endpoint from inside your virtual network."),
        [49918] = (16, "Cannot process request. Not enough resources to process request. The service is currently busy. Please retry the request later."),
        [49919] = (16, "Cannot process create or update request. Too many create or update operations in progress for subscription \"00000000-0000-0000-0000-000000000000\". The service is busy processing multiple create or update requests for your subscription or server. Requests are currently blocked for resource optimization."),
        [49920] = (16, "Cannot process request. Too many operations in progress for subscription \"00000000-0000-0000-0000-000000000000\". The service is busy processing multiple requests for this subscription. Requests are currently blocked for resource optimization."),
    };

    /// <summary>The numbers that there are words for.</summary>
    public static IReadOnlyCollection<int> Numbers => Known.Keys;

    internal static SqlServerMessage Message(int number, string clientAddress)
    {
        var (errorClass, text) = Known[number];
        // State 1 hides the reason (learn.microsoft.com/sql/relational-databases/errors-events/mssqlserver-18456-database-engine-error).
        return new SqlServerMessage(number, errorClass, 1, text.Replace("{0}", clientAddress, StringComparison.Ordinal));
    }
}
