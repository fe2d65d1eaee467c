using Microsoft.Identity.Client;

namespace NotebookSqlAuth.Identity;

/// <summary>Builds MSAL's public client application for a sign-in. Its token cache is its own and in memory.</summary>
/// <remarks>
/// The client capability <c>cp1</c> is not declared: SqlClient 7.1 cannot answer a claims challenge. Real clouds keep
/// MSAL's own HTTP client, which follows HTTPS_PROXY and NO_PROXY, and its instance discovery.
/// </remarks>
internal static class PublicClient
{
    internal static IPublicClientApplication Create(SignInOptions options)
    {
        options.Validate();
        var builder = PublicClientApplicationBuilder.Create(options.ClientId).WithClientName("NotebookSqlAuth");
        if (options.Authority is null)
        {
            return builder.WithAuthority(new Uri(options.Cloud.LoginHost, options.Tenant)).Build();
        }

        // Instance discovery would ask the public cloud about a host that only this computer knows.
        builder = builder.WithAuthority(options.Authority, validateAuthority: false).WithInstanceDiscovery(false);
        if (options.CertificateFile is not null)
        {
            builder = builder.WithHttpClientFactory(new PinnedHttpClientFactory(PinnedCertificate.Read(options.CertificateFile)));
        }

        return builder.Build();
    }
}
