using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NotebookSqlAuth.Sandbox.Faults;

namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>An Entra-like authority on loopback HTTPS: device codes, tokens, keys and the device page.</summary>
internal sealed class IdentityEndpoint : IAsyncDisposable
{
    // Every request here is a short form.
    private const int MaxRequestBodyBytes = 64 * 1024;

    private readonly LoopbackListeners _listeners;
    private readonly SigningKey _key = new();
    private readonly SecretLedger _ledger;
    private readonly WebApplication _application;
    private readonly DevicePageRoute _page;

    private IdentityEndpoint(LoopbackListeners listeners, SandboxOptions options, X509Certificate2 certificate, IdentityFaults faults, Action<string> codeHandedOut)
    {
        _listeners = listeners;
        // Not UriBuilder: an authority in MSAL's form ends without a slash.
        var origin = $"https://localhost:{listeners.Port}";
        Authority = new Uri($"{origin}/{SandboxTenant.Id}");
        DevicePage = new Uri(origin + DevicePageRoute.Path);

        _ledger = new SecretLedger(options.SecretLedgerFile);
        Tokens = new TokenIssuer(_key, $"{Authority}/v2.0", _ledger);
        var state = new IdentityState(options, faults, new DeviceAuthorizationStore(_ledger), new RefreshTokenStore(_ledger), Tokens);
        faults.DeviceCodesExpired += state.DeviceAuthorizations.ExpireAll;
        faults.RefreshTokensRevoked += state.RefreshTokens.RevokeAll;

        _application = Build(listeners, certificate);
        _page = new DevicePageRoute(state.DeviceAuthorizations, _application.Services.GetRequiredService<IAntiforgery>());
        Map(state, codeHandedOut);
    }

    /// <summary>What clients sign in with.</summary>
    public Uri Authority { get; }

    /// <summary>Where people enter codes.</summary>
    public Uri DevicePage { get; }

    /// <summary>Makes this authority's tokens.</summary>
    public TokenIssuer Tokens { get; }

    /// <summary>Checks them as Azure SQL does.</summary>
    public AccessTokenValidator Validator => new(_key.PublicKey, Tokens.Issuer);

    /// <summary>Starts listening.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The port is in use.</exception>
    public static async Task<IdentityEndpoint> StartAsync(
        SandboxOptions options, X509Certificate2 certificate, IdentityFaults faults, Action<string> codeHandedOut, CancellationToken cancellationToken)
    {
        var endpoint = new IdentityEndpoint(LoopbackListeners.Bind(options.IdentityPort), options, certificate, faults, codeHandedOut);
        try
        {
            await endpoint._application.StartAsync(cancellationToken);
            return endpoint;
        }
        catch
        {
            await endpoint.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _page.Dispose();
        _listeners.Dispose();
        _key.Dispose();
        _ledger.Dispose();
    }

    private static WebApplication Build(LoopbackListeners listeners, X509Certificate2 certificate)
    {
        // The empty builder reads no configuration and adds no logger: nothing that passes here may reach a log.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime>(new EmbeddedLifetime());
        builder.Services.AddRoutingCore();
        // Else its keys would be written below the user's home, by a service that starts with the application.
        builder.Services.AddDataProtection().AddKeyManagementOptions(keys => keys.XmlRepository = new KeysInMemory());
        builder.Services.AddAntiforgery(antiforgery =>
        {
            antiforgery.FormFieldName = DevicePageHtml.AntiforgeryField;
            antiforgery.HeaderName = null;
            antiforgery.Cookie.Name = "__Host-notebooksqlauth-sandbox";
            antiforgery.Cookie.Path = "/";
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        });
        // A name that was made to point at 127.0.0.1 (DNS rebinding) gets no answer.
        builder.Services.AddHostFiltering(hosts => hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = listeners.Take);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBodyBytes;
            foreach (var endPoint in listeners.EndPoints)
            {
                kestrel.Listen(endPoint, listen => listen.UseHttps(certificate));
            }
        });
        return builder.Build();
    }

    private void Map(IdentityState state, Action<string> codeHandedOut)
    {
        var deviceCode = new DeviceCodeRoute(state, DevicePage, codeHandedOut);
        var token = new TokenRoute(state);
        var discovery = new DiscoveryRoutes(_key, Tokens.Issuer, Authority);

        _application.UseHostFiltering();
        _application.UseRouting();
        _application.MapPost("/{tenant}/oauth2/v2.0/devicecode", deviceCode.HandleAsync);
        _application.MapPost("/{tenant}/oauth2/v2.0/token", token.HandleAsync);
        _application.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", discovery.ConfigurationAsync);
        _application.MapGet("/{tenant}/discovery/v2.0/keys", discovery.KeysAsync);
        _application.MapGet(DevicePageRoute.Path, _page.ShowAsync);
        _application.MapPost(DevicePageRoute.Path, _page.DecideAsync);
    }
}
