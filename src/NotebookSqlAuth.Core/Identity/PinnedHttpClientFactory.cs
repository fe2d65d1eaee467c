using System.Diagnostics.CodeAnalysis;
using Microsoft.Identity.Client;

namespace NotebookSqlAuth.Identity;

/// <summary>Gives MSAL one client that trusts one certificate and nothing else, for an authority on loopback.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "MSAL asks for a client that outlives each request and never disposes the factory; both live as long as the account.")]
[SuppressMessage("Reliability", "CA2000", Justification = "The HttpClient owns the handler.")]
internal sealed class PinnedHttpClientFactory : IMsalHttpClientFactory
{
    private readonly HttpClient _client;

    internal PinnedHttpClientFactory(byte[] certificate)
    {
        // Nobody but the holder of this very certificate's key gets through, which is narrower than any chain of trust.
        // A proxy would not reach this computer's loopback, so none is asked.
        _client = new HttpClient(new HttpClientHandler
        {
            UseProxy = false,
            CheckCertificateRevocationList = true,
            ServerCertificateCustomValidationCallback =
                (_, presented, _, _) => presented is not null && presented.RawData.AsSpan().SequenceEqual(certificate),
        });
    }

    public HttpClient GetHttpClient() => _client;
}
