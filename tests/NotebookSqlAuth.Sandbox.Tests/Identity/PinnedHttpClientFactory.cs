using System.Net.Http;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Identity.Client;

namespace NotebookSqlAuth.Sandbox.Tests.Identity;

/// <summary>Gives HTTP clients that accept one certificate, read from the sandbox's file as a user would.</summary>
internal sealed class PinnedHttpClientFactory : IMsalHttpClientFactory, IDisposable
{
    private readonly HttpClient _client;

    public PinnedHttpClientFactory(string certificateFile)
    {
        var pinned = X509CertificateLoader.LoadCertificateFromFile(certificateFile);
        _client = new HttpClient(new HttpClientHandler
        {
            UseProxy = false,
            ServerCertificateCustomValidationCallback = (_, presented, _, _) => pinned.Equals(presented),
        });
    }

    public HttpClient GetHttpClient() => _client;

    public void Dispose() => _client.Dispose();
}
