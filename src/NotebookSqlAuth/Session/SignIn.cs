using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Session;

/// <summary>One account that is signed in, with the connector that opens sessions as it.</summary>
internal sealed class SignIn(TokenSource tokens)
{
    public TokenSource Tokens { get; } = tokens;

    public SqlConnector Connector { get; } = new(tokens);

    public SignedInAccount Account => Tokens.Account;

    public SignInKey Key { get; } = SignInKey.Of(tokens.Account);
}

/// <summary>What tells one sign-in from another: the same person may be signed in to two tenants, or by two applications.</summary>
internal sealed record SignInKey(AzureCloud Cloud, string TenantId, string ClientId, string HomeAccountId)
{
    public static SignInKey Of(SignedInAccount account) =>
        new(account.Cloud, account.TenantId, account.ClientId, account.HomeAccountId);
}
