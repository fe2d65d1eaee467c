using NotebookSqlAuth.Identity;

namespace NotebookSqlAuth.Display;

/// <summary>The card that asks a person to sign in, and what takes its place afterwards.</summary>
public static class SignInCard
{
    // The code is read from the page, never written into the script. Where scripts are taken away, the code is still text to select.
    private const string Copy =
        "var c=this.previousElementSibling,b=this,d=function(){b.textContent='Copied'};" +
        "var f=function(){var r=document.createRange();r.selectNodeContents(c);var s=getSelection();s.removeAllRanges();s.addRange(r);" +
        "if(document.execCommand('copy'))d()};" +
        "if(navigator.clipboard){navigator.clipboard.writeText(c.textContent).then(d,f)}else{f()}";

    private const string Advice =
        "Enter the code only if you yourself just ran this cell. Nobody else may ask you to, whatever they say: who gets you to enter a code signs in as you.";

    /// <summary>Asks: the code, the page to enter it on, who asks for what, and how long the code lives.</summary>
    /// <param name="prompt">What to show.</param>
    /// <param name="now">The time that the time left is counted from.</param>
    public static CellOutput Waiting(DeviceCodePrompt prompt, DateTimeOffset now)
    {
        var address = prompt.VerificationUri.AbsoluteUri;
        // The address came from a server: only one that a browser opens as a page becomes a link.
        var link = prompt.VerificationUri.Scheme == Uri.UriSchemeHttps
            ? Html.Of($"<a href=\"{address}\" target=\"_blank\" rel=\"noopener noreferrer\">{address}</a>")
            : Html.Of($"<code>{address}</code>");
        var code = VisibleText.OneLine(prompt.UserCode);
        var html = Html.Of(
            $"""
            <div class="nsa-card" role="group" aria-label="Sign in"><b>{Title(prompt.Scope)}</b>
            <p>1. Open {link}<br>2. Enter this code:</p>
            <p><span class="nsa-code">{code}</span><button type="button" onclick="{Copy}">Copy code</button></p>
            <dl><dt>Application</dt><dd>{Application(prompt.ClientId)}</dd><dt>Tenant</dt><dd>{Tenant(prompt.Tenant)}</dd><dt>Asks for</dt><dd>{Purpose(prompt.Scope)}</dd><dt>Valid</dt><dd>{TimeLeft(prompt.ExpiresOn, now)} <span class="nsa-dim">(until {Amounts.Moment(prompt.ExpiresOn)})</span></dd></dl>
            <div class="nsa-note" role="note">{Advice}</div></div>
            """);
        var plain = string.Join('\n',
            $"To sign in, open {address} and enter the code {code}",
            $"  Application: {Application(prompt.ClientId)}",
            $"  Tenant:      {Tenant(prompt.Tenant)}",
            $"  Asks for:    {Purpose(prompt.Scope)}",
            $"  Valid until: {Amounts.Moment(prompt.ExpiresOn)}",
            Advice);
        return Page.Of(html, plain);
    }

    /// <summary>Who is signed in. Holds no code, so a saved notebook holds none.</summary>
    /// <param name="account">Who.</param>
    /// <param name="validUntil">When the access token ends; it is renewed without asking.</param>
    /// <param name="already">Whether the sign-in was there before this cell ran.</param>
    public static CellOutput SignedIn(SignedInAccount account, DateTimeOffset validUntil, bool already)
    {
        var title = already ? "Already signed in" : "Signed in";
        var user = VisibleText.OneLine(account.UserName);
        var tenant = VisibleText.OneLine(account.TenantId);
        var until = Amounts.Moment(validUntil);
        var html = Html.Of(
            $"<div class=\"nsa-card nsa-ok\" role=\"status\"><b>{title} as {user}</b><dl><dt>Tenant</dt><dd>{tenant}</dd><dt>Cloud</dt><dd>{account.Cloud.Name}</dd><dt>Token</dt><dd>valid until {until}, renewed without asking</dd></dl></div>");
        return Page.Of(html, $"{title} as {user} (tenant {tenant}, {account.Cloud.Name} cloud). The token is valid until {until} and renewed without asking.");
    }

    private static string Application(string clientId) =>
        clientId.Equals(SignInOptions.DefaultClientId, StringComparison.OrdinalIgnoreCase)
            ? $"Microsoft SQL Client ({clientId})"
            : VisibleText.OneLine(clientId);

    private static string Tenant(string tenant) =>
        tenant == "organizations" ? "your account's own (organizations)" : VisibleText.OneLine(tenant);

    private static string Title(string scope) => IsForDatabricks(scope) ? "Sign in to use Azure Databricks" : "Sign in to query Azure SQL";

    private static string Purpose(string scope) =>
        $"{(IsForDatabricks(scope) ? "using Azure Databricks" : "reading and changing data in Azure SQL")} as you ({VisibleText.OneLine(scope)})";

    private static bool IsForDatabricks(string scope) => AzureCloud.All.Any(cloud => cloud.DatabricksScope == scope);

    // In minutes while there are many: each change redraws the card, and a redraw takes away what the user has selected in it.
    private static string TimeLeft(DateTimeOffset expiresOn, DateTimeOffset now)
    {
        var left = expiresOn - now;
        return left.TotalSeconds switch
        {
            <= 0 => "expired",
            <= 120 => Amounts.Count((long)Math.Ceiling(left.TotalSeconds), "second") + " left",
            _ => Amounts.Count((long)left.TotalMinutes, "minute") + " left",
        };
    }
}
