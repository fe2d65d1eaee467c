using NotebookSqlAuth.Sandbox.Engine;

namespace NotebookSqlAuth.Sandbox.Tds.Login;

/// <summary>Refusals that the endpoint itself gives, in Azure SQL's words.</summary>
internal static class LoginErrors
{
    /// <summary>A login with a password, or with nothing.</summary>
    public static SqlServerMessage OnlyTokens(string userName) => new(
        18456, 14, 1, $"Login failed for user '{userName}'. Reason: Azure Active Directory only authentication is enabled. Please contact your system administrator.");
}
