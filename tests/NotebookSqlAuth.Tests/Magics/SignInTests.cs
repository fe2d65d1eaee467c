using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Magics;
using NotebookSqlAuth.Sandbox;
using Xunit;

namespace NotebookSqlAuth.Tests.Magics;

/// <summary>Signing in and out, with a real MSAL against the sandbox.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task Signing_in_shows_a_code_and_then_who_is_signed_in_in_its_place()
    {
        await using var notebook = await SandboxNotebook.StartAsync();

        var cell = await notebook.RunAsync("#!aad-login");

        var outputs = Assert.Single(cell.Displays).Outputs;
        var code = Assert.Single(notebook.Codes);
        Assert.Contains(code, outputs[0].PlainText, StringComparison.Ordinal);
        Assert.Contains(code, outputs[0].Html, StringComparison.Ordinal);
        Assert.Contains("Signed in as alice@contoso.example", cell.FinalText, StringComparison.Ordinal);
        Assert.DoesNotContain(code, cell.FinalText + cell.FinalHtml, StringComparison.Ordinal);
        Assert.Equal("alice@contoso.example", Assert.Single(notebook.Session.Accounts).UserName);
    }

    [Fact]
    public async Task Signing_in_again_asks_nobody()
    {
        await using var notebook = await SandboxNotebook.StartAsync();
        await notebook.RunAsync("#!aad-login");

        var cell = await notebook.RunAsync("#!aad-login");

        Assert.Contains("Already signed in as alice@contoso.example", cell.FinalText, StringComparison.Ordinal);
        Assert.Single(notebook.Codes);
        Assert.Single(notebook.Session.Accounts);
    }

    [Fact]
    public async Task A_sign_in_that_cannot_be_renewed_any_more_is_asked_for_anew()
    {
        // Under five minutes of life: each use renews it.
        await using var notebook = await SandboxNotebook.StartAsync(new SandboxOptions { AccessTokenLifetime = TimeSpan.FromMinutes(3) });
        await notebook.RunAsync("#!aad-login");
        notebook.Sandbox.Faults.Identity.RevokeRefreshTokens();

        var cell = await notebook.RunAsync("#!aad-login");

        Assert.StartsWith("Signed in as alice", cell.FinalText, StringComparison.Ordinal);
        Assert.Equal(2, notebook.Codes.Count);
        Assert.Single(notebook.Session.Accounts);
    }

    [Fact]
    public async Task A_service_that_refuses_for_now_shows_no_new_code_and_the_sign_in_stays()
    {
        await using var notebook = await SandboxNotebook.StartAsync(new SandboxOptions { AccessTokenLifetime = TimeSpan.FromMinutes(3) });
        await notebook.RunAsync("#!aad-login");
        notebook.Sandbox.Faults.Identity.TokenError = 53003;

        await notebook.FailAsync("#!aad-login", ErrorCodes.BlockedByPolicy);

        Assert.Single(notebook.Codes);
        Assert.Single(notebook.Session.Accounts);
    }

    [Fact]
    public async Task A_service_out_of_reach_shows_no_new_code_and_the_sign_in_stays()
    {
        var sandbox = await SandboxHost.StartAsync(new SandboxOptions { AccessTokenLifetime = TimeSpan.FromMinutes(3) }, TestContext.Current.CancellationToken);
        await using var session = new NotebookSession(sandbox.EnvironmentVariables.GetValueOrDefault);
        var codes = 0;
        sandbox.DeviceCodeRequested += (_, e) =>
        {
            codes++;
            _ = sandbox.ApproveAsync(e.UserCode, SandboxUser.All[0]);
        };
        await using (sandbox)
        {
            await MagicSet.RunAsync(MagicSet.Find("#!aad-login")!, "", "", session, new RecordingCell(TestContext.Current.CancellationToken));
        }

        var error = await Assert.ThrowsAsync<UserError>(
            () => MagicSet.RunAsync(MagicSet.Find("#!aad-login")!, "", "", session, new RecordingCell(TestContext.Current.CancellationToken)));

        Assert.Equal((ErrorCodes.IdentityUnreachable, 1), (error.Code, codes));
        Assert.Single(session.Accounts);
    }

    [Fact]
    public async Task The_card_counts_down_while_it_waits_and_its_plain_text_stays_the_same()
    {
        await using var notebook = await SandboxNotebook.StartAsync(new SandboxOptions { DeviceCodeLifetime = TimeSpan.FromSeconds(100) });
        var ticks = 0;
        notebook.OnCode = _ => Task.CompletedTask;

        var cell = await notebook.RunAsync("#!aad-login", running => running.Shown += _ =>
        {
            if (++ticks == 3)
            {
                notebook.Act(notebook.Sandbox.ApproveAsync(notebook.Codes[0], SandboxUser.All[0]));
            }
        });

        var waiting = Assert.Single(cell.Displays).Outputs[..^1];
        Assert.True(waiting.Length >= 3);
        Assert.Equal(waiting.Length, waiting.Select(output => output.Html).Distinct().Count());
        Assert.Single(waiting.Select(output => output.PlainText).Distinct());
        Assert.All(waiting, output => Assert.Contains("seconds left", output.Html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_declined_sign_in_leaves_no_code()
    {
        await using var notebook = await SandboxNotebook.StartAsync();
        notebook.OnCode = code => notebook.Sandbox.DeclineAsync(code);

        await notebook.FailAsync("#!aad-login", ErrorCodes.SignInDeclined);

        AssertNoCodeStays(notebook);
    }

    [Fact]
    public async Task An_expired_code_does_not_stay()
    {
        await using var notebook = await SandboxNotebook.StartAsync();
        notebook.OnCode = _ =>
        {
            notebook.Sandbox.Faults.Identity.ExpireDeviceCodes();
            return Task.CompletedTask;
        };

        var error = await notebook.FailAsync("#!aad-login", ErrorCodes.DeviceCodeExpired);

        Assert.NotNull(error.CorrelationId);
        Assert.Contains(error.CorrelationId, notebook.LastCell.FinalText, StringComparison.Ordinal);
        AssertNoCodeStays(notebook);
    }

    [Fact]
    public async Task A_cancelled_sign_in_leaves_no_code()
    {
        await using var notebook = await SandboxNotebook.StartAsync();
        using var stop = new CancellationTokenSource();
        notebook.OnCode = _ => Task.CompletedTask;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            notebook.RunAsync("#!aad-login", running => running.Shown += _ => stop.Cancel(), stop.Token));

        Assert.Contains("Not signed in. The code is no longer waited for.", notebook.LastCell.FinalText, StringComparison.Ordinal);
        AssertNoCodeStays(notebook);
    }

    [Fact]
    public async Task A_refused_request_for_a_code_shows_only_the_error()
    {
        await using var notebook = await SandboxNotebook.StartAsync();
        notebook.Sandbox.Faults.Identity.DeviceCodeError = 53003;

        await notebook.FailAsync("#!aad-login", ErrorCodes.BlockedByPolicy);

        Assert.Single(notebook.LastCell.Displays);
    }

    [Fact]
    public async Task Of_two_accounts_the_one_that_is_named_connects()
    {
        await using var notebook = await SandboxNotebook.StartAsync();
        await notebook.RunAsync("#!aad-login");
        notebook.OnCode = code => notebook.Sandbox.ApproveAsync(code, SandboxUser.All[1]);
        await notebook.RunAsync("#!aad-login --force");

        var error = await notebook.FailAsync("#!sql-connect", ErrorCodes.SeveralAccounts);
        await notebook.FailAsync("#!sql-connect --account carol@contoso.example", ErrorCodes.UnknownAccount);
        await notebook.RunAsync("#!sql-connect --account BOB@contoso.example");
        var cell = await notebook.RunAsync("#!sql-query\nSELECT SUSER_SNAME() AS Who");

        Assert.Contains("`alice@contoso.example`, `bob@contoso.example`", error.Next, StringComparison.Ordinal);
        Assert.Contains("bob@contoso.example", cell.FinalText, StringComparison.Ordinal);
        Assert.Equal(2, notebook.Codes.Count);
    }

    [Fact]
    public async Task Signing_the_same_account_in_again_keeps_its_connections()
    {
        await using var notebook = await SandboxNotebook.StartConnectedAsync();
        await notebook.RunAsync("#!sql-query\nCREATE TABLE #kept (n int)");

        await notebook.RunAsync("#!aad-login --force");
        await notebook.RunAsync("#!sql-query\nSELECT n FROM #kept");

        Assert.Single(notebook.Session.Accounts);
        Assert.Equal(2, notebook.Codes.Count);
    }

    [Fact]
    public async Task Signing_out_closes_the_accounts_connections()
    {
        await using var notebook = await SandboxNotebook.StartConnectedAsync();
        await notebook.RunAsync("#!sql-connect --name second");

        var cell = await notebook.RunAsync("#!aad-logout");

        Assert.Contains("Signed out `alice@contoso.example`. Closed: `default`, `second`.", cell.FinalText, StringComparison.Ordinal);
        Assert.Empty(notebook.Session.Accounts);
        Assert.Empty(notebook.Session.ConnectionNames);
        await notebook.FailAsync("#!sql-query\nSELECT 1 AS n", ErrorCodes.NotSignedIn);
        await notebook.FailAsync("#!sql-connect", ErrorCodes.NotSignedIn);
    }

    [Fact]
    public async Task Signing_one_of_two_out_leaves_the_other()
    {
        await using var notebook = await SandboxNotebook.StartConnectedAsync();
        notebook.OnCode = code => notebook.Sandbox.ApproveAsync(code, SandboxUser.All[1]);
        await notebook.RunAsync("#!aad-login --force");

        await notebook.RunAsync("#!aad-logout --account bob@contoso.example");
        await notebook.RunAsync("#!sql-query\nSELECT 1 AS n");

        Assert.Equal("alice@contoso.example", Assert.Single(notebook.Session.Accounts).UserName);
    }

    private static void AssertNoCodeStays(SandboxNotebook notebook)
    {
        Assert.DoesNotContain(Assert.Single(notebook.Codes), notebook.LastCell.FinalText + notebook.LastCell.FinalHtml, StringComparison.Ordinal);
        Assert.Contains("Not signed in", notebook.LastCell.FinalText, StringComparison.Ordinal);
        Assert.Empty(notebook.Session.Accounts);
    }
}
