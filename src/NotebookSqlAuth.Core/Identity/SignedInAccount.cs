namespace NotebookSqlAuth.Identity;

/// <summary>Who signed in. Holds no secret; safe to show.</summary>
/// <param name="UserName">The principal name, e.g. <c>alice@contoso.com</c>.</param>
/// <param name="TenantId">The tenant that issued the token, a GUID.</param>
/// <param name="HomeAccountId">Entra's stable id of the account.</param>
/// <param name="ClientId">The application it signed in to.</param>
/// <param name="Cloud">The cloud it belongs to.</param>
public sealed record SignedInAccount(string UserName, string TenantId, string HomeAccountId, string ClientId, AzureCloud Cloud);
