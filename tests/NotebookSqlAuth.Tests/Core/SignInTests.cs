using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Sandbox;
using Xunit;

namespace NotebookSqlAuth.Tests.Core;

public sealed class SignInTests : IAsyncLifetime
{
    private const string Databricks = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default";

    private SandboxHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string SqlScope => SignedInSandbox.OptionsOf(_host).Cloud.SqlScope;

    public async ValueTask InitializeAsync() => _host = await SandboxHost.StartAsync(cancellationToken: Token);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Sign_in_shows_what_is_asked_and_names_who_signed_in()
    {
        var prompts = new List<DeviceCodePrompt>();

        var tokens = await DeviceCodeSignIn.RunAsync(
            SignedInSandbox.OptionsOf(_host),
            (prompt, cancellationToken) =>
            {
                prompts.Add(prompt);
                return _host.ApproveAsync(prompt.UserCode, SandboxUser.Alice, cancellationToken);
            },
            Token);

        var shown = Assert.Single(prompts);
        Assert.Equal((SignInOptions.DefaultClientId, SqlScope), (shown.ClientId, shown.Scope));
        Assert.Equal(_host.DevicePage.Host, shown.VerificationUri.Host);
        Assert.True(shown.ExpiresOn > DateTimeOffset.UtcNow);
        Assert.Equal(SandboxUser.Alice.UserName, tokens.Account.UserName);
        Assert.True(Guid.TryParse(tokens.Account.TenantId, out _));
        Assert.NotEmpty(tokens.Account.HomeAccountId);
    }

    [Fact]
    public async Task A_token_is_taken_from_memory_and_shows_itself_nowhere()
    {
        var tokens = await SignedInSandbox.SignInAsync(_host, SandboxUser.Alice);

        var first = await tokens.GetTokenAsync(SqlScope, Token);
        var second = await tokens.GetTokenAsync(SqlScope, Token);

        Assert.Equal(first.Reveal(), second.Reveal());
        Assert.DoesNotContain(first.Reveal(), first.ToString(), StringComparison.Ordinal);
        Assert.Equal(nameof(AccessToken.ExpiresOn), Assert.Single(typeof(AccessToken).GetProperties()).Name);
    }

    [Fact]
    public async Task One_sign_in_serves_another_resource_too()
    {
        var tokens = await SignedInSandbox.SignInAsync(_host, SandboxUser.Alice);

        var other = await tokens.GetTokenAsync(Databricks, Token);

        Assert.NotEqual((await tokens.GetTokenAsync(SqlScope, Token)).Reveal(), other.Reveal());
    }

    [Fact]
    public async Task A_client_that_is_not_preauthorised_is_told_to_register_its_own()
    {
        var tokens = await SignedInSandbox.SignInAsync(_host, SandboxUser.Alice);
        _host.Faults.Identity.RequirePreauthorization(new Guid(SignInOptions.DefaultClientId), Databricks.Split('/')[0]);

        var error = await Assert.ThrowsAsync<UserError>(() => tokens.GetTokenAsync(Databricks, Token));

        Assert.Equal(ErrorCodes.ClientNotAllowed, error.Code);
        Assert.Contains("AADSTS65002", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Declining_ends_the_wait()
    {
        var error = await Assert.ThrowsAsync<UserError>(() => DeviceCodeSignIn.RunAsync(
            SignedInSandbox.OptionsOf(_host), (prompt, stop) => _host.DeclineAsync(prompt.UserCode, stop), Token));

        Assert.Equal(ErrorCodes.SignInDeclined, error.Code);
        Assert.NotNull(error.CorrelationId);
    }

    [Fact]
    public async Task An_expired_code_asks_to_run_again()
    {
        var error = await Assert.ThrowsAsync<UserError>(() => DeviceCodeSignIn.RunAsync(
            SignedInSandbox.OptionsOf(_host),
            (_, _) =>
            {
                _host.Faults.Identity.ExpireDeviceCodes();
                return Task.CompletedTask;
            },
            Token));

        Assert.Equal(ErrorCodes.DeviceCodeExpired, error.Code);
        Assert.Contains("new code", error.Next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoked_tokens_ask_to_sign_in_again()
    {
        var tokens = await SignedInSandbox.SignInAsync(_host, SandboxUser.Alice);
        _host.Faults.Identity.RevokeRefreshTokens();

        var error = await Assert.ThrowsAsync<UserError>(() => tokens.GetTokenAsync(Databricks, Token));

        Assert.Equal(ErrorCodes.SignInAgain, error.Code);
    }

    [Fact]
    public async Task After_signing_out_no_token_is_given()
    {
        var tokens = await SignedInSandbox.SignInAsync(_host, SandboxUser.Alice);
        await tokens.SignOutAsync();
        await tokens.SignOutAsync();

        var error = await Assert.ThrowsAsync<UserError>(() => tokens.GetTokenAsync(SqlScope, Token));

        Assert.Equal(ErrorCodes.SignedOut, error.Code);
    }

    [Fact]
    public async Task A_cancelled_request_for_a_token_is_cancelled()
    {
        var tokens = await SignedInSandbox.SignInAsync(_host, SandboxUser.Alice);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tokens.GetTokenAsync(Databricks, cancelled.Token));
    }
}
