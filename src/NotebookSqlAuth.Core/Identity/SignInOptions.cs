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
}
