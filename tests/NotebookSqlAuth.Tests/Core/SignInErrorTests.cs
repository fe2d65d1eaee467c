using System.Net;
using System.Net.Sockets;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Identity;
using Xunit;
using static NotebookSqlAuth.Tests.Core.ScriptedAuthority;

namespace NotebookSqlAuth.Tests.Core;

public sealed class SignInErrorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Task Unseen(DeviceCodePrompt prompt, CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task<UserError> FailAsync(SignInOptions options)
    {
        var error = await Assert.ThrowsAsync<UserError>(() => DeviceCodeSignIn.RunAsync(options, Unseen, Token));
        Assert.Null(error.InnerException);
        Assert.Empty(error.Data);
        Assert.NotEqual("", error.Next);
        Assert.EndsWith($"[{error.Code}]", error.Message, StringComparison.Ordinal);
        return error;
    }

    [Theory]
    [InlineData("authorization_declined", 0, ErrorCodes.SignInDeclined, "approve it")]
    [InlineData("access_denied", 0, ErrorCodes.SignInDeclined, "approve it")]
    [InlineData("expired_token", 70020, ErrorCodes.DeviceCodeExpired, "new code")]
    [InlineData("code_expired", 0, ErrorCodes.DeviceCodeExpired, "new code")]
    [InlineData("bad_verification_code", 0, ErrorCodes.DeviceCodeExpired, "new code")]
    [InlineData("slow_down", 0, ErrorCodes.IdentityServiceBusy, "Wait")]
    [InlineData("temporarily_unavailable", 0, ErrorCodes.IdentityServiceBusy, "Wait")]
    [InlineData("invalid_grant", 53003, ErrorCodes.BlockedByPolicy, "administrator")]
    [InlineData("invalid_grant", 53000, ErrorCodes.BlockedByPolicy, "compliant device")]
    [InlineData("invalid_grant", 50097, ErrorCodes.BlockedByPolicy, "device authentication")]
    [InlineData("interaction_required", 50076, ErrorCodes.MoreProofRequired, "second factor")]
    [InlineData("interaction_required", 50079, ErrorCodes.MoreProofRequired, "aka.ms/mfasetup")]
    [InlineData("invalid_client", 65002, ErrorCodes.ClientNotAllowed, "application of your own")]
    [InlineData("invalid_grant", 65001, ErrorCodes.ClientNotAllowed, "consent")]
    [InlineData("unauthorized_client", 700016, ErrorCodes.UnknownClient, "client id")]
    [InlineData("invalid_client", 7000218, ErrorCodes.UnknownClient, "public client flows")]
    [InlineData("invalid_request", 90002, ErrorCodes.UnknownTenant, "tenant")]
    [InlineData("invalid_grant", 50020, ErrorCodes.AccountNotInTenant, "guest")]
    [InlineData("invalid_grant", 50034, ErrorCodes.AccountNotInTenant, "tenant")]
    [InlineData("invalid_grant", 0, ErrorCodes.SignInAgain, "Sign in again")]
    [InlineData("invalid_scope", 70011, ErrorCodes.SignInRefused, "administrator")]
    public async Task An_error_of_the_service_has_its_own_code_and_next_step(string error, int number, string code, string said)
    {
        using var authority = AfterDeviceCode(Error(error, number, "Trace ID: none"));

        var told = await FailAsync(authority.Options);

        Assert.Equal(code, told.Code);
        Assert.Contains(said, told.Message, StringComparison.OrdinalIgnoreCase);
        Assert.True(Guid.TryParse(told.CorrelationId, out _), "an administrator needs the correlation id");
        Assert.Contains(told.CorrelationId!, told.SupportLine, StringComparison.Ordinal);
        if (code != ErrorCodes.SignInRefused && number is not (0 or 70020))
        {
            Assert.Contains($"AADSTS{number}", told.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_unknown_number_shows_the_services_own_words()
    {
        using var authority = AfterDeviceCode(Error("invalid_request", 99999, "Something new."));

        Assert.Contains("AADSTS99999: Something new.", (await FailAsync(authority.Options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_the_service_echoes_is_not_shown()
    {
        var secret = new string('s', 200);
        using var authority = AfterDeviceCode(Error("invalid_request", 99999, $"Bad token {secret}."));

        Assert.DoesNotContain(secret, (await FailAsync(authority.Options)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_requests_say_how_long_to_wait()
    {
        using var authority = AfterDeviceCode(new Answer(429, """{"error":"x"}""", Headers: "Retry-After: 17\r\n"));

        var told = await FailAsync(authority.Options);

        Assert.Equal(ErrorCodes.IdentityServiceBusy, told.Code);
        Assert.Contains("17 s", told.Next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_down_is_said_to_be()
    {
        using var authority = AfterDeviceCode(new Answer(503, "<html>down</html>", "text/html"));

        Assert.Equal(ErrorCodes.IdentityServiceBusy, (await FailAsync(authority.Options)).Code);
    }

    [Theory]
    [InlineData("<html>Welcome to the hotel</html>", "text/html")]
    [InlineData("", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("""{"user_code":"A","device_code":"d","verification_uri":"javascript:alert(1)","expires_in":900,"interval":1}""", "application/json")]
    [InlineData("""{"device_code":"d","verification_uri":"https://x/","expires_in":900,"interval":1}""", "application/json")]
    public async Task A_networks_own_page_in_place_of_a_device_code_is_recognised(string body, string type)
    {
        using var authority = new ScriptedAuthority((_, _) => new Answer(200, body, type));

        Assert.Equal(ErrorCodes.UnreadableIdentityAnswer, (await FailAsync(authority.Options)).Code);
    }

    [Theory]
    [InlineData("<html>Welcome to the hotel</html>")]
    [InlineData("""{"access_token":"secret","expires_in":3600}""")]
    [InlineData("""{"token_type":"Bearer","expires_in":3600}""")]
    [InlineData("""{"token_type":"Bearer","access_token":"secret","expires_in":3600}""")]
    public async Task A_broken_token_answer_is_recognised(string body)
    {
        using var authority = AfterDeviceCode(new Answer(200, body));

        Assert.Equal(ErrorCodes.UnreadableIdentityAnswer, (await FailAsync(authority.Options)).Code);
    }

    [Fact]
    public async Task A_code_that_expires_before_it_is_used_says_so()
    {
        using var authority = new ScriptedAuthority((path, _) =>
            path.EndsWith("/devicecode", StringComparison.Ordinal) ? DeviceCode(expiresIn: 1) : Error("authorization_pending", 70016, "Still pending."));

        Assert.Equal(ErrorCodes.DeviceCodeExpired, (await FailAsync(authority.Options)).Code);
    }

    [Fact]
    public async Task Cancelling_stops_the_wait()
    {
        using var authority = AfterDeviceCode(Error("authorization_pending", 70016, "Still pending."));
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DeviceCodeSignIn.RunAsync(
            authority.Options,
            (_, _) =>
            {
                cancel.Cancel();
                return Task.CompletedTask;
            },
            cancel.Token));
    }

    [Fact]
    public async Task What_the_prompt_throws_comes_through_unchanged()
    {
        using var authority = AfterDeviceCode(Error("authorization_pending", 70016, "Still pending."));
        var mine = new InvalidOperationException("mine");

        Assert.Same(mine, await Assert.ThrowsAsync<InvalidOperationException>(
            () => DeviceCodeSignIn.RunAsync(authority.Options, (_, _) => throw mine, Token)));
    }

    [Fact]
    public async Task Another_certificate_than_the_pinned_one_is_refused_before_anything_is_sent()
    {
        var asked = false;
        using var authority = new ScriptedAuthority((_, _) =>
        {
            asked = true;
            return DeviceCode();
        });
        using var other = TestCertificate.CreateFile();

        var told = await FailAsync(authority.Options with { CertificateFile = other.Path });

        Assert.Equal(ErrorCodes.IdentityCertificateUntrusted, told.Code);
        Assert.False(asked);
    }

    [Fact]
    public async Task A_self_signed_certificate_is_refused_where_none_is_pinned()
    {
        using var authority = AfterDeviceCode(Error("authorization_pending", 70016, "Still pending."));

        Assert.Equal(
            ErrorCodes.IdentityCertificateUntrusted,
            (await FailAsync(authority.Options with { CertificateFile = null })).Code);
    }

    [Fact]
    public async Task A_host_that_does_not_answer_is_unreachable()
    {
        using var unused = new TcpListener(IPAddress.Loopback, 0);
        unused.Start();
        var port = ((IPEndPoint)unused.LocalEndpoint).Port;
        unused.Stop();

        var told = await FailAsync(new SignInOptions { Authority = new Uri($"https://localhost:{port}/contoso.example") });

        Assert.Equal(ErrorCodes.IdentityUnreachable, told.Code);
        Assert.Contains("HTTPS_PROXY", told.Next, StringComparison.Ordinal);
    }
}
