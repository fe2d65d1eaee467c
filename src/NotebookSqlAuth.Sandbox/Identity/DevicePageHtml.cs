using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace NotebookSqlAuth.Sandbox.Identity;

/// <summary>The device page as text. It needs no script, and every value goes through the encoder.</summary>
/// <remarks>It is well-formed XML too, so that a program can read its form without an HTML parser.</remarks>
internal static class DevicePageHtml
{
    /// <summary>The hidden field's name.</summary>
    public const string AntiforgeryField = "antiforgery";

    private const string Style = """
        :root { color-scheme: light dark; --page: #f4f5f7; --card: #fff; --text: #1b1f24; --soft: #57606a; --line: #8c959f; --accent: #0b5cad; --on-accent: #fff; --bad: #a40e26; }
        @media (prefers-color-scheme: dark) { :root { --page: #0d1117; --card: #161b22; --text: #e6edf3; --soft: #9da7b3; --line: #6e7681; --accent: #6cb6ff; --on-accent: #0d1117; --bad: #ff938a; } }
        * { box-sizing: border-box; }
        body { margin: 0; padding: 2rem 1rem; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
        main { max-width: 28rem; margin: 0 auto; padding: 1.5rem 2rem 2rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; }
        h1 { margin: 0; font-size: 1.4rem; }
        .sandbox { margin: 0 0 1.25rem; color: var(--soft); }
        label, legend { font-weight: 600; }
        input[type=text] { display: block; width: 100%; margin: .25rem 0 1.25rem; padding: .6rem .75rem; font: 1.4rem/1.2 ui-monospace, monospace; letter-spacing: .15em; text-transform: uppercase; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: .4rem; }
        fieldset { margin: 0 0 1.25rem; padding: .5rem .9rem .7rem; border: 1px solid var(--line); border-radius: .4rem; }
        fieldset label { display: flex; gap: .6rem; align-items: baseline; padding: .3rem 0; font-weight: 400; }
        small { display: block; color: var(--soft); font-size: .875rem; }
        button { margin-right: .5rem; padding: .55rem 1.2rem; font: inherit; font-weight: 600; color: var(--accent); background: transparent; border: 1px solid var(--accent); border-radius: .4rem; cursor: pointer; }
        button.first { color: var(--on-accent); background: var(--accent); }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        [role=alert] { margin: 0 0 1.25rem; padding: .6rem .9rem; color: var(--bad); border: 1px solid currentColor; border-radius: .4rem; font-weight: 600; }
        """;

    /// <summary>Allows this page's own style and form, and nothing else.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The form, after a failed try with what was typed and what was wrong.</summary>
    public static string Form(string antiforgeryToken, string typedCode = "", Guid? chosenUser = null, string? problem = null)
    {
        var alert = problem is null ? "" : $"""<p role="alert" id="problem">{Encode(problem)}</p>""";
        var users = string.Concat(SandboxUser.All.Select(user => $"""
            <label><input type="radio" name="user" value="{user.ObjectId}" required="required"{(user.ObjectId == chosenUser ? " checked=\"checked\"" : "")} />
            <span>{Encode(user.DisplayName)}<small>{Encode(user.UserName)}</small></span></label>
            """));
        return Page($"""
            {alert}
            <form method="post" action="{DevicePageRoute.Path}" autocomplete="off">
            <input type="hidden" name="{AntiforgeryField}" value="{Encode(antiforgeryToken)}" />
            <label for="code">Code from the notebook</label>
            <input type="text" id="code" name="code" value="{Encode(typedCode)}" required="required" maxlength="64" autofocus="autofocus" autocapitalize="characters" spellcheck="false" />
            <fieldset><legend>Sign in as</legend>
            {users}
            </fieldset>
            <p><small>Enter a code only if you yourself just ran the cell that shows it.</small></p>
            <button class="first" type="submit" name="decision" value="approve">Approve</button>
            <button type="submit" name="decision" value="decline" formnovalidate="formnovalidate">Decline</button>
            </form>
            """);
    }

    /// <summary>What a decision led to.</summary>
    public static string Outcome(string text) => Page($"""<p role="status" id="outcome">{Encode(text)}</p>""");

    private static string Page(string body) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Device sign-in: NotebookSqlAuth sandbox</title>
        <link rel="icon" href="data:," />
        <style>{Style}</style>
        </head>
        <body>
        <main>
        <h1>NotebookSqlAuth sandbox</h1>
        <p class="sandbox">A sign-in page for demo users on this machine. This is not Microsoft Entra: no password, no real account.</p>
        {body}
        </main>
        </body>
        </html>
        """;

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
