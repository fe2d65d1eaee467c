using Microsoft.Identity.Client;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Identity;

public sealed class IdentityFaultsTests
{
    [Theory]
    [InlineData(53003, "Access has been blocked by Conditional Access policies.")]
    [InlineData(50076, "you must use multi-factor authentication")]
    [InlineData(65002, "must be configured via preauthorization")]
    [InlineData(700016, "was not found in the directory")]
    [InlineData(90002, "not found. Check to make sure you have the correct tenant ID")]
    public async Task Token_error_reaches_the_client_with_its_number_and_wording(int number, string wording)
    {
        await using var sandbox = await SandboxHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var msal = new MsalClient(sandbox);
        sandbox.Faults.Identity.TokenError = number;

        var error = await Assert.ThrowsAnyAsync<MsalServiceException>(() => msal.SignInAsync(SandboxUser.Alice));

        Assert.StartsWith($"AADSTS{number}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(wording, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("{", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conditional_access_comes_with_its_claims_challenge()
    {
        await using var sandbox = await SandboxHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var msal = new MsalClient(sandbox);
        await msal.SignInAsync(SandboxUser.Alice);
        sandbox.Faults.Identity.TokenError = 53003;

        var error = await Assert.ThrowsAnyAsync<MsalUiRequiredException>(() => msal.SilentAsync(forceRefresh: true));

        Assert.Contains("capolids", error.Claims, StringComparison.Ordinal);
        Assert.Equal(UiRequiredExceptionClassification.MessageOnly, error.Classification);
    }

    [Fact]
    public async Task Device_code_error_comes_before_any_code()
    {
        await using var sandbox = await SandboxHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var msal = new MsalClient(sandbox);
        sandbox.Faults.Identity.DeviceCodeError = 700016;
        var codes = 0;

        var error = await Assert.ThrowsAnyAsync<MsalServiceException>(() => msal.SignInAsync(_ => Task.FromResult(codes++)));

        Assert.StartsWith("AADSTS700016", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, codes);
    }

    [Fact]
    public async Task Cleared_error_lets_the_next_sign_in_through()
    {
        await using var sandbox = await SandboxHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var msal = new MsalClient(sandbox);
        sandbox.Faults.Identity.DeviceCodeError = 90002;
        await Assert.ThrowsAnyAsync<MsalServiceException>(() => msal.SignInAsync(SandboxUser.Alice));

        sandbox.Faults.Identity.DeviceCodeError = null;

        Assert.Equal("alice@contoso.example", (await msal.SignInAsync(SandboxUser.Alice)).Account.Username);
    }

    [Fact]
    public async Task Unknown_number_is_refused_with_those_that_are_known()
    {
        await using var sandbox = await SandboxHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => sandbox.Faults.Identity.TokenError = 1);

        Assert.Contains("53003", error.Message, StringComparison.Ordinal);
        Assert.Null(sandbox.Faults.Identity.TokenError);
    }
}
