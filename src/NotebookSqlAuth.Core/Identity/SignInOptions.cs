using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Identity;

/// <summary>Who signs in where.</summary>
/// <remarks>Immutable. Two equal options name the same sign-in.</remarks>
public sealed record SignInOptions
{
    /// <summary>
    /// The public client that Microsoft.Data.SqlClient's own device-code mode uses
    /// (SqlClient's ActiveDirectoryAuthenticationProvider, "Microsoft SQL Client").
    /// </summary>
    public const string DefaultClientId = "2fd908ad-0664-4344-b9be-cd3e8b574c38";

    /// <summary>The cloud; the public one unless said otherwise.</summary>
    public AzureCloud Cloud { get; init; } = AzureCloud.Public;

    /// <summary>A tenant's GUID or domain; <c>organizations</c> lets the user's own account decide.</summary>
    public string Tenant { get; init; } = "organizations";

    /// <summary>The public client application that asks, a GUID.</summary>
    public string ClientId { get; init; } = DefaultClientId;

    /// <summary>A complete authority, tenant included, in place of cloud and tenant; taken on loopback only (a sandbox).</summary>
    public Uri? Authority { get; init; }

    /// <summary>A certificate file (PEM or DER) that the authority's certificate must equal; goes with <see cref="Authority"/>.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The tenant as the user should see it: the authority's own where one is given.</summary>
    internal string ShownTenant => Authority is null ? Tenant : Authority.AbsolutePath.Trim('/');

    /// <summary>The host that users sign in at.</summary>
    internal string LoginHost => (Authority ?? Cloud.LoginHost).Host;

    /// <summary>Refuses what cannot work before anything goes over the network.</summary>
    /// <exception cref="UserError">A value has the wrong shape; says which and what it looks like.</exception>
    internal void Validate()
    {
        if (!Guid.TryParseExact(ClientId, "D", out _))
        {
            throw new UserError(
                ErrorCodes.InvalidClientId,
                $"`{ClientId}` is not a client id.",
                "A client id (application id) is a GUID such as 00000000-0000-0000-0000-000000000000.",
                "Copy the application (client) id from the app registration's overview page, or leave it out to use the default one.");
        }

        if (Authority is not null)
        {
            ValidateAuthority(Authority);
        }
        else if (CertificateFile is not null)
        {
            throw new UserError(
                ErrorCodes.InvalidCertificateFile,
                "A certificate file was given without an authority on loopback.",
                "Real clouds are trusted through the computer's own certificate store.",
                "Leave the certificate out, or name the sandbox's authority with it.");
        }
        else if (!IsTenant(Tenant))
        {
            throw new UserError(
                ErrorCodes.InvalidTenant,
                $"`{Tenant}` is not a tenant.",
                "A tenant is a GUID or a domain such as contoso.onmicrosoft.com.",
                "Name the tenant by its id or domain, or use `organizations` to let the account decide.");
        }
    }

    private static void ValidateAuthority(Uri authority)
    {
        if (!authority.IsAbsoluteUri || authority.Scheme != Uri.UriSchemeHttps || !LoopbackHost.Is(authority.Host))
        {
            throw new UserError(
                ErrorCodes.InvalidAuthority,
                $"`{authority.OriginalString}` cannot be used as an authority.",
                "An authority of one's own is taken on this computer only: https://localhost:PORT/TENANT.",
                "Use `notebook-sql sandbox`, which prints its authority; for Azure choose a cloud and a tenant instead.");
        }

        var tenant = authority.AbsolutePath.Trim('/');
        if (tenant.Length == 0 || tenant.Contains('/', StringComparison.Ordinal) || authority.Query.Length > 0)
        {
            throw new UserError(
                ErrorCodes.InvalidAuthority,
                $"`{authority.OriginalString}` names no tenant.",
                "An authority ends with one tenant: https://localhost:PORT/TENANT.",
                "Copy the authority that the sandbox printed, with its last part.");
        }
    }

    private static bool IsTenant(string tenant) =>
        tenant is "organizations" or "common"
        || Guid.TryParseExact(tenant, "D", out _)
        || (tenant.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(tenant) == UriHostNameType.Dns);
}
