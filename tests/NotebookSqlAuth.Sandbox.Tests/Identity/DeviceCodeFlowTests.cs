using Microsoft.Identity.Client;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Identity;

public sealed class DeviceCodeFlowTests(SandboxFixture fixture) : IClassFixture<SandboxFixture>, IDisposable
{
    private SandboxHost Sandbox => fixture.Sandbox;
    private readonly MsalClient _msal = new(fixture.Sandbox);

    public void Dispose() => _msal.Dispose();

    [Fact]
    public async Task Approved_code_signs_the_chosen_user_in()
    {
        var result = await _msal.SignInAsync(SandboxUser.Bob);

        Assert.Equal("bob@contoso.example", result.Account.Username);
        Assert.Equal(SandboxUser.Bob.ObjectId.ToString(), result.UniqueId);
        Assert.Equal(Sandbox.Authority.Segments[1], result.TenantId);
        Assert.Contains(MsalClient.SqlScope, result.Scopes);
        Assert.InRange(result.ExpiresOn - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(61));
    }

    [Theory]
    [InlineData("organizations")]
    [InlineData("common")]
    [InlineData("contoso.example")]
    public async Task Tenant_aliases_lead_to_the_one_tenant(string tenant)
    {
        using var msal = new MsalClient(Sandbox, authority: new Uri(Sandbox.Authority, "/" + tenant));

        var result = await msal.SignInAsync(SandboxUser.Alice);

        Assert.Equal(Sandbox.Authority.Segments[1], result.TenantId);
    }

    [Fact]
    public async Task Device_code_event_names_the_code_before_the_client_shows_it()
    {
        var announced = new List<string>();
        Sandbox.DeviceCodeRequested += (_, e) => announced.Add(e.UserCode);

        await _msal.SignInAsync(async code =>
        {
            Assert.Equal([code], announced);
            await Sandbox.ApproveAsync(code, SandboxUser.Alice, TestContext.Current.CancellationToken);
        });
    }

    [Fact]
    public async Task Code_may_be_typed_in_lower_case_with_spaces_and_dashes()
    {
        var result = await _msal.SignInAsync(code => Sandbox.ApproveAsync(
            string.Concat($" {code[..3]} {code[3..6]}-{code[6..]} ".Select(char.ToLowerInvariant)), SandboxUser.Alice, TestContext.Current.CancellationToken));

        Assert.Equal("alice@contoso.example", result.Account.Username);
    }

    [Fact]
    public async Task Declined_code_ends_the_wait()
    {
        var error = await Assert.ThrowsAsync<MsalServiceException>(() =>
            _msal.SignInAsync(code => Sandbox.DeclineAsync(code, TestContext.Current.CancellationToken)));

        Assert.Equal("authorization_declined", error.ErrorCode);
        Assert.Contains("AADSTS65004", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_nobody_enters_expires_by_the_clients_own_clock()
    {
        await using var sandbox = await SandboxHost.StartAsync(
            new SandboxOptions { DeviceCodeLifetime = TimeSpan.FromSeconds(1) }, TestContext.Current.CancellationToken);
        using var msal = new MsalClient(sandbox);

        var error = await Assert.ThrowsAnyAsync<MsalException>(() => msal.SignInAsync(_ => Task.CompletedTask));

        Assert.True(error.ErrorCode is "code_expired" or "expired_token", error.ErrorCode);
    }

    [Fact]
    public async Task Codes_expired_at_the_server_end_the_wait_and_are_refused_on_the_page()
    {
        string? page = null;

        var error = await Assert.ThrowsAsync<MsalServiceException>(() => _msal.SignInAsync(async code =>
        {
            Sandbox.Faults.Identity.ExpireDeviceCodes();
            page = (await Assert.ThrowsAsync<InvalidOperationException>(() =>
                Sandbox.ApproveAsync(code, SandboxUser.Alice, TestContext.Current.CancellationToken))).Message;
        }));

        Assert.Equal("expired_token", error.ErrorCode);
        Assert.Contains("AADSTS70019", error.Message, StringComparison.Ordinal);
        Assert.Equal("This code has expired. Run the cell again to get a new one.", page);
    }

    [Fact]
    public async Task Code_works_once()
    {
        string? code = null;
        await _msal.SignInAsync(async c =>
        {
            code = c;
            await Sandbox.ApproveAsync(c, SandboxUser.Alice, TestContext.Current.CancellationToken);
        });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Sandbox.ApproveAsync(code!, SandboxUser.Bob, TestContext.Current.CancellationToken));

        Assert.Equal("This code was used already. Run the cell again to get a new one.", error.Message);
    }

    [Fact]
    public async Task Unknown_tenant_is_refused_with_90002()
    {
        using var msal = new MsalClient(Sandbox, authority: new Uri(Sandbox.Authority, "/fabrikam.example"));

        var error = await Assert.ThrowsAsync<MsalServiceException>(() => msal.SignInAsync(SandboxUser.Alice));

        Assert.Equal("invalid_request", error.ErrorCode);
        Assert.StartsWith("AADSTS90002: Tenant 'fabrikam.example' not found.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_client_is_refused_with_700016()
    {
        using var msal = new MsalClient(Sandbox, clientId: "deadbeef-0000-4000-8000-000000000000");

        var error = await Assert.ThrowsAsync<MsalServiceException>(() => msal.SignInAsync(SandboxUser.Alice));

        Assert.Equal("unauthorized_client", error.ErrorCode);
        Assert.StartsWith("AADSTS700016: Application with identifier 'deadbeef-0000-4000-8000-000000000000'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://unknown.example/.default", "invalid_resource", "AADSTS500011")]
    [InlineData("nonsense", "invalid_scope", "AADSTS70011")]
    public async Task Unknown_resource_or_scope_is_refused(string scope, string code, string number)
    {
        var error = await Assert.ThrowsAsync<MsalServiceException>(() => _msal.SignInAsync(SandboxUser.Alice, scope));

        Assert.Equal(code, error.ErrorCode);
        Assert.StartsWith(number, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_carries_the_clients_correlation_id()
    {
        var correlationId = Guid.NewGuid();
        using var msal = new MsalClient(Sandbox, authority: new Uri(Sandbox.Authority, "/fabrikam.example"));

        var error = await Assert.ThrowsAsync<MsalServiceException>(() =>
            msal.Application.AcquireTokenWithDeviceCode([MsalClient.SqlScope], _ => Task.CompletedTask)
                .WithCorrelationId(correlationId).ExecuteAsync(TestContext.Current.CancellationToken));

        Assert.Contains($"Correlation ID: {correlationId}", error.Message, StringComparison.Ordinal);
        Assert.Equal(correlationId.ToString(), error.CorrelationId);
    }
}
