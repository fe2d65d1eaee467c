using System.Net;
using System.Net.Http;
using System.Text.Json;
using Microsoft.Identity.Client;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Identity;

public sealed class RefreshTests : IAsyncLifetime
{
    private SandboxHost _sandbox = null!;
    private MsalClient _msal = null!;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        _msal = new MsalClient(_sandbox);
    }

    public async ValueTask DisposeAsync()
    {
        _msal.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task Token_is_taken_from_the_cache_while_it_lives()
    {
        var first = await _msal.SignInAsync(SandboxUser.Alice);

        var second = await _msal.SilentAsync();

        Assert.Equal(TokenSource.Cache, second.AuthenticationResultMetadata.TokenSource);
        Assert.Equal(first.AccessToken, second.AccessToken);
    }

    [Fact]
    public async Task Silent_renewal_rotates_the_refresh_token_as_often_as_it_is_asked()
    {
        var tokens = new HashSet<string> { (await _msal.SignInAsync(SandboxUser.Alice)).AccessToken };

        for (var i = 0; i < 4; i++)
        {
            var renewed = await _msal.SilentAsync(forceRefresh: true);
            Assert.Equal(TokenSource.IdentityProvider, renewed.AuthenticationResultMetadata.TokenSource);
            Assert.True(tokens.Add(renewed.AccessToken));
        }
    }

    [Fact]
    public async Task Token_with_under_five_minutes_left_is_renewed()
    {
        await using var sandbox = await SandboxHost.StartAsync(
            new SandboxOptions { AccessTokenLifetime = TimeSpan.FromMinutes(4) }, TestContext.Current.CancellationToken);
        using var msal = new MsalClient(sandbox);
        await msal.SignInAsync(SandboxUser.Alice);

        var renewed = await msal.SilentAsync();

        Assert.Equal(TokenSource.IdentityProvider, renewed.AuthenticationResultMetadata.TokenSource);
    }

    [Fact]
    public async Task One_sign_in_serves_a_second_resource()
    {
        await _msal.SignInAsync(SandboxUser.Alice);

        var second = await _msal.SilentAsync(MsalClient.DatabricksScope);

        Assert.Equal("2ff814a6-3304-4ab8-85cb-cd0e6f879c1d", new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(second.AccessToken).Audiences.Single());
        Assert.Equal(TokenSource.Cache, (await _msal.SilentAsync()).AuthenticationResultMetadata.TokenSource);
    }

    [Fact]
    public async Task Second_resource_without_preauthorization_is_refused_with_65002_and_the_first_one_goes_on()
    {
        await _msal.SignInAsync(SandboxUser.Alice);
        _sandbox.Faults.Identity.RequirePreauthorization(new Guid(MsalClient.SqlClientId), "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d");

        var error = await Assert.ThrowsAnyAsync<MsalServiceException>(() => _msal.SilentAsync(MsalClient.DatabricksScope));

        Assert.Contains(
            $"AADSTS65002: Consent between first party application '{MsalClient.SqlClientId}' and first party resource '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d'",
            error.Message, StringComparison.Ordinal);
        await _msal.SilentAsync(forceRefresh: true);
    }

    [Fact]
    public async Task Revoked_refresh_token_asks_for_a_new_sign_in()
    {
        await _msal.SignInAsync(SandboxUser.Alice);
        _sandbox.Faults.Identity.RevokeRefreshTokens();

        var error = await Assert.ThrowsAsync<MsalUiRequiredException>(() => _msal.SilentAsync(forceRefresh: true));

        Assert.Equal("invalid_grant", error.ErrorCode);
        Assert.StartsWith("AADSTS50173", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Used_refresh_token_is_refused_once_its_successor_was_used()
    {
        var first = await FirstRefreshTokenAsync();
        var (_, second) = await RefreshAsync(first);
        // An answer may get lost, so the client may come with the old one again.
        Assert.Equal(HttpStatusCode.OK, (await RefreshAsync(first)).Status);
        Assert.Equal(HttpStatusCode.OK, (await RefreshAsync(second)).Status);

        var (status, error) = await RefreshAsync(first);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("invalid_grant", error);
    }

    [Fact]
    public async Task Refresh_token_of_another_client_is_refused()
    {
        var (status, error) = await RefreshAsync(await FirstRefreshTokenAsync(), SandboxOptions.RegisteredClientId.ToString());

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("invalid_grant", error);
    }

    [Fact]
    public async Task Missing_grant_type_and_unknown_grant_are_named()
    {
        Assert.Equal("invalid_request", (await PostAsync("token", new() { ["client_id"] = MsalClient.SqlClientId })).Value("error"));
        Assert.Equal(
            "unsupported_grant_type",
            (await PostAsync("token", new() { ["client_id"] = MsalClient.SqlClientId, ["grant_type"] = "password" })).Value("error"));
    }

    [Fact]
    public async Task Body_that_is_no_form_is_answered_like_an_empty_one()
    {
        using var factory = new PinnedHttpClientFactory(_sandbox.CertificateFile);
        using var content = new StringContent("--x\r\nbroken", new System.Net.Http.Headers.MediaTypeHeaderValue("multipart/form-data") { Parameters = { new("boundary", "x") } });

        using var response = await factory.GetHttpClient().PostAsync(
            new Uri($"{_sandbox.Authority}/oauth2/v2.0/token"), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("AADSTS900144", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    // MSAL does not show refresh tokens, so here the flow is walked by hand.
    private async Task<string> FirstRefreshTokenAsync()
    {
        var code = await PostAsync("devicecode", new() { ["client_id"] = MsalClient.SqlClientId, ["scope"] = MsalClient.SqlScope });
        await _sandbox.ApproveAsync(code.Value("user_code"), SandboxUser.Alice, TestContext.Current.CancellationToken);
        var tokens = await PostAsync("token", new()
        {
            ["client_id"] = MsalClient.SqlClientId,
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code",
            ["device_code"] = code.Value("device_code"),
        });
        return tokens.Value("refresh_token");
    }

    private async Task<(HttpStatusCode Status, string Outcome)> RefreshAsync(string refreshToken, string clientId = MsalClient.SqlClientId)
    {
        var answer = await PostAsync("token", new()
        {
            ["client_id"] = clientId,
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refreshToken,
            ["scope"] = MsalClient.SqlScope,
        });
        return (answer.Status, answer.Value(answer.Status == HttpStatusCode.OK ? "refresh_token" : "error"));
    }

    private async Task<Answer> PostAsync(string endpoint, Dictionary<string, string> form)
    {
        using var factory = new PinnedHttpClientFactory(_sandbox.CertificateFile);
        using var content = new FormUrlEncodedContent(form);
        using var response = await factory.GetHttpClient().PostAsync(
            new Uri($"{_sandbox.Authority}/oauth2/v2.0/{endpoint}"), content, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, JsonSerializer.Deserialize<JsonElement>(body));
    }

    private sealed record Answer(HttpStatusCode Status, JsonElement Body)
    {
        public string Value(string name) => Body.GetProperty(name).GetString()!;
    }
}
