using Microsoft.Identity.Client;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Identity;

/// <summary>A real MSAL public client against a sandbox.</summary>
internal sealed class MsalClient : IDisposable
{
    public const string SqlClientId = "2fd908ad-0664-4344-b9be-cd3e8b574c38";
    public const string SqlScope = "https://database.windows.net/.default";
    public const string DatabricksScope = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default";

    private readonly SandboxHost _sandbox;
    private readonly PinnedHttpClientFactory _http;

    public MsalClient(SandboxHost sandbox, string clientId = SqlClientId, Uri? authority = null)
    {
        _sandbox = sandbox;
        _http = new PinnedHttpClientFactory(sandbox.CertificateFile);
        Application = PublicClientApplicationBuilder.Create(clientId)
            .WithAuthority(authority ?? sandbox.Authority, validateAuthority: false)
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(_http)
            .Build();
    }

    public IPublicClientApplication Application { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task<AuthenticationResult> SignInAsync(SandboxUser user, string scope = SqlScope) =>
        SignInAsync(code => _sandbox.ApproveAsync(code, user, Cancellation), scope);

    public Task<AuthenticationResult> SignInAsync(Func<string, Task> onCode, string scope = SqlScope) =>
        Application.AcquireTokenWithDeviceCode([scope], code => onCode(code.UserCode)).ExecuteAsync(Cancellation);

    public async Task<AuthenticationResult> SilentAsync(string scope = SqlScope, bool forceRefresh = false)
    {
        var account = Assert.Single(await Application.GetAccountsAsync());
        return await Application.AcquireTokenSilent([scope], account).WithForceRefresh(forceRefresh).ExecuteAsync(Cancellation);
    }

    public void Dispose() => _http.Dispose();
}
