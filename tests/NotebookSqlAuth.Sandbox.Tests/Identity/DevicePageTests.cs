using System.Net;
using System.Net.Http;
using System.Text.RegularExpressions;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Identity;

public sealed class DevicePageTests(SandboxFixture fixture) : IClassFixture<SandboxFixture>, IDisposable
{
    private const string HostileText = "\"><script>alert(1)</script><img src=x onerror=alert(2)>";

    private SandboxHost Sandbox => fixture.Sandbox;
    private readonly PinnedHttpClientFactory _factory = new(fixture.Sandbox.CertificateFile);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _factory.Dispose();

    [Fact]
    public async Task Page_says_that_it_is_a_sandbox_and_labels_its_fields()
    {
        var html = await _factory.GetHttpClient().GetStringAsync(Sandbox.DevicePage, Cancellation);

        Assert.Contains("<h1>NotebookSqlAuth sandbox</h1>", html, StringComparison.Ordinal);
        Assert.Contains("not Microsoft Entra", html, StringComparison.Ordinal);
        Assert.Contains("<label for=\"code\">", html, StringComparison.Ordinal);
        Assert.Contains("<legend>Sign in as</legend>", html, StringComparison.Ordinal);
        Assert.All(SandboxUser.All, user => Assert.Contains(user.UserName, html, StringComparison.Ordinal));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Page_forbids_scripts_frames_foreign_forms_and_caching()
    {
        using var response = await _factory.GetHttpClient().GetAsync(Sandbox.DevicePage, Cancellation);

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Contains("samesite=strict", Assert.Single(response.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_code_is_said_on_the_page()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Sandbox.ApproveAsync("WRONGCODE", SandboxUser.Alice, Cancellation));

        Assert.Equal("There is no such code. Check it against the notebook and try again.", error.Message);
    }

    [Fact]
    public async Task Hostile_text_comes_back_encoded()
    {
        var (status, html) = await PostAsync(new() { ["code"] = HostileText, ["user"] = SandboxUser.Alice.ObjectId.ToString(), ["decision"] = "approve" });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("There is no such code.", html, StringComparison.Ordinal);
        Assert.Contains("value=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("approve", "")]
    [InlineData("approve", "00000000-0000-0000-0000-000000000000")]
    [InlineData("", "a11ce000-0000-4000-8000-000000000001")]
    public async Task Incomplete_decision_is_not_taken(string decision, string user)
    {
        var (status, html) = await PostAsync(new() { ["code"] = "BCDFGHJKL", ["user"] = user, ["decision"] = decision });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Choose who signs in.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_that_another_site_made_is_refused()
    {
        var (status, html) = await PostAsync(new() { ["code"] = "BCDFGHJKL", ["antiforgery"] = "forged", ["decision"] = "decline" });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("was not sent from here", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_codes_is_stopped_even_for_a_right_one()
    {
        await using var sandbox = await SandboxHost.StartAsync(cancellationToken: Cancellation);
        string? code = null;
        sandbox.DeviceCodeRequested += (_, e) => code = e.UserCode;
        using var msal = new MsalClient(sandbox);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => msal.Application
            .AcquireTokenWithDeviceCode([MsalClient.SqlScope], _ => stop.CancelAsync()).ExecuteAsync(stop.Token));

        for (var guess = 0; guess < 10; guess++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => sandbox.ApproveAsync($"GUESS{guess}", SandboxUser.Alice, Cancellation));
        }
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => sandbox.ApproveAsync(code!, SandboxUser.Alice, Cancellation));

        Assert.Equal("Too many wrong codes. Wait a minute, then try again.", error.Message);
    }

    // What a browser does, with fields of the test's own.
    private async Task<(HttpStatusCode Status, string Html)> PostAsync(Dictionary<string, string> fields)
    {
        var http = _factory.GetHttpClient();
        var page = await http.GetStringAsync(Sandbox.DevicePage, Cancellation);
        fields.TryAdd("antiforgery", Regex.Match(page, "name=\"antiforgery\" value=\"([^\"]+)\"").Groups[1].Value);
        using var body = new FormUrlEncodedContent(fields);
        using var response = await http.PostAsync(Sandbox.DevicePage, body, Cancellation);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }
}
