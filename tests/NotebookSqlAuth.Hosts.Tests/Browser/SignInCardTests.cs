using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NotebookSqlAuth.Hosts.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace NotebookSqlAuth.Hosts.Tests.Browser;

/// <summary>Signing in as a person does: the card in one tab, the page for its code in another.</summary>
[Collection(JupyterNotebook.Name)]
public sealed partial class SignInCardTests(JupyterNotebook jupyter)
{
    [Fact]
    public async Task Card_counts_down_while_its_copied_code_is_entered_in_a_second_tab_and_the_saved_file_holds_no_secret()
    {
        var notebook = await jupyter.OpenAsync("#!aad-login", "#!sql-connect", "#!sql-query --name top\nSELECT TOP 5 OrderId, Channel, OrderedAt, ShippedAt, Total\nFROM sales.Orders\nORDER BY OrderId", "top");

        await notebook.StartAsync(0);
        var card = notebook.Output(0).GetByRole(AriaRole.Group, new() { Name = "Sign in" });
        var code = await card.Locator(".nsa-code").InnerTextAsync();
        await notebook.TakePicturesAsync("sign-in");
        var left = await card.Locator("dd").Last.InnerTextAsync();
        Assert.Matches(SecondsLeft(), left);
        await Expect(card.Locator("dd").Last).Not.ToHaveTextAsync(left);
        await Expect(card.Locator("dd").Last).ToHaveTextAsync(SecondsLeft());

        await card.GetByRole(AriaRole.Button, new() { Name = "Copy code" }).ClickAsync();
        var tab = await notebook.FollowAsync(card.GetByRole(AriaRole.Link));
        await tab.GetByLabel("Code from the notebook").FocusAsync();
        await tab.Keyboard.PressAsync("Control+V");
        await Expect(tab.GetByLabel("Code from the notebook")).ToHaveValueAsync(code);
        await Pictures.TakeAsync(tab, "sign-in-page");
        await ApproveAsync(notebook, tab, "Bob Builder");

        await notebook.SeesAsync(0, "Signed in as bob@contoso.example");
        await Expect(notebook.Output(0)).Not.ToContainTextAsync(code);
        await notebook.RunAsync(1);
        await notebook.RunAsync(2);
        await Expect(notebook.Output(2).Locator("tbody tr")).ToHaveCountAsync(5);
        await notebook.RunAsync(3);
        await Expect(notebook.Output(3).Locator("tbody tr")).ToHaveCountAsync(5);
        await notebook.TakePicturesAsync("signed-in-and-queried");

        var saved = await notebook.SaveAsync();
        Assert.Contains("Signed in as bob@contoso.example", saved, StringComparison.Ordinal);
        AssertHoldsNoSecret(saved, code);
        var opened = await jupyter.OpenSavedAsync(notebook.SavedAs);
        await opened.SeesAsync(0, "Signed in as bob@contoso.example");
        await Expect(opened.Page.Locator(".nsa-code")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Sign_in_that_is_stopped_takes_its_code_away_from_the_page_and_the_file()
    {
        var notebook = await jupyter.OpenAsync("#!aad-login");
        await notebook.StartAsync(0);
        var code = await notebook.Output(0).Locator(".nsa-code").InnerTextAsync();
        await notebook.StopAsync();
        await notebook.EndedAsync(0);
        await notebook.SeesAsync(0, "Not signed in. The code is no longer waited for.");
        await notebook.SeesAsync(0, "The cell was stopped.");
        await notebook.TakePicturesAsync("sign-in-stopped");

        AssertHoldsNoSecret(await notebook.SaveAsync(), code);
    }

    [Fact]
    public async Task Sandbox_kernel_leads_to_its_own_sign_in_page_past_the_browsers_warning()
    {
        var notebook = await jupyter.OpenInSandboxAsync("#!aad-login", "#!sql-connect\n#!sql-query\nSELECT TOP 3 OrderId, Channel, Total FROM sales.Orders ORDER BY OrderId");
        await notebook.StartAsync(0);
        var code = await notebook.Output(0).Locator(".nsa-code").InnerTextAsync();
        await notebook.SeesAsync(0, "This is the sandbox.");
        await notebook.TakePicturesAsync("sandbox-sign-in");

        var tab = await notebook.FollowAsync(notebook.Output(0).GetByRole(AriaRole.Link));
        // Chromium's own page, by the ids that it gives to "Advanced" and "Proceed to localhost (unsafe)".
        await tab.Locator("#details-button").ClickAsync();
        await tab.Locator("#proceed-link").ClickAsync();
        await tab.GetByLabel("Code from the notebook").FillAsync(code);
        await ApproveAsync(notebook, tab, "Bob Builder");

        await notebook.EndedAsync(0);
        await notebook.SeesAsync(0, "Signed in as bob@contoso.example");
        await notebook.RunAsync(1);
        await Expect(notebook.Output(1).Locator("tbody tr")).ToHaveCountAsync(3);
        await notebook.TakePicturesAsync("sandbox-signed-in");
        AssertHoldsNoSecret(await notebook.SaveAsync(), code);
    }

    private static async Task ApproveAsync(NotebookPage notebook, IPage tab, string user)
    {
        await tab.GetByLabel(user).CheckAsync();
        await tab.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Expect(tab.GetByRole(AriaRole.Status)).ToContainTextAsync("Signed in as");
        await tab.CloseAsync();
        await notebook.Page.BringToFrontAsync();
    }

    private static void AssertHoldsNoSecret(string saved, string code)
    {
        Assert.DoesNotContain(code, saved, StringComparison.Ordinal);
        Assert.NotEmpty(IssuedSecrets.SoFar);
        Assert.All(IssuedSecrets.SoFar, secret => Assert.DoesNotContain(secret, saved, StringComparison.Ordinal));
        Assert.DoesNotMatch(Token(), saved);
    }

    [GeneratedRegex(@"^\d+ seconds left ")]
    private static partial Regex SecondsLeft();

    // A JSON Web Token (RFC 7519): its header, base64url of `{"`.
    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{10,}\.")]
    private static partial Regex Token();
}
