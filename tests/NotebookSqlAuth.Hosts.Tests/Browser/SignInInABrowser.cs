using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Hosts.Tests.Running;
using NotebookSqlAuth.Sandbox;
using static Microsoft.Playwright.Assertions;

namespace NotebookSqlAuth.Hosts.Tests.Browser;

/// <summary>The whole way as a person goes it: a program shows a code, she enters it on the device page, and the program goes on.</summary>
public sealed partial class SignInInABrowser
{
    private static readonly string s_quickstart = Repository.PathOf("notebooks", "quickstart.ipynb");

    [Fact]
    public async Task The_quickstart_goes_on_when_its_code_is_approved_in_a_browser()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var sandbox = await SandboxHost.StartAsync(cancellationToken: stop);
        await using var chromium = await Chromium.StartAsync(trustedCertificateFile: sandbox.CertificateFile);
        var folder = Directory.CreateTempSubdirectory("nsa-browser-run-").FullName;
        var (ipynb, html) = (Path.Combine(folder, "out.ipynb"), Path.Combine(folder, "out.html"));

        using var run = Tool.Start(sandbox.EnvironmentVariables, "run", s_quickstart, "--output", ipynb, "--html", html);
        var code = await CodeOfAsync(run);
        var page = await chromium.NewPageAsync();
        await page.GotoAsync(sandbox.DevicePage.ToString());
        await DecideAsync(page, code, "Bob Builder", "Approve");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Signed in as bob@contoso.example");

        var result = await run.EndAsync();
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        await page.GotoAsync(new Uri(html).ToString());
        await Expect(page.Locator("body")).ToContainTextAsync("Signed in as bob@contoso.example");
        await Expect(page.Locator("svg").First).ToBeVisibleAsync();
        Assert.NotEqual(0, await page.Locator("table").CountAsync());
        Assert.DoesNotContain(code, await File.ReadAllTextAsync(html, stop), StringComparison.Ordinal);
        Assert.DoesNotContain(code, await File.ReadAllTextAsync(ipynb, stop), StringComparison.Ordinal);
        Assert.Contains(sandbox.Audit.Entries, entry => entry is { UserName: "bob@contoso.example", ApplicationName: "NotebookSqlAuth" });
    }

    [Fact]
    public async Task A_sign_in_that_is_declined_in_a_browser_ends_the_notebook_with_its_error()
    {
        await using var sandbox = await SandboxHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var chromium = await Chromium.StartAsync(ColorScheme.Dark, sandbox.CertificateFile);

        using var run = Tool.Start(sandbox.EnvironmentVariables, "run", s_quickstart);
        var code = await CodeOfAsync(run);
        var page = await chromium.NewPageAsync();
        await page.GotoAsync(sandbox.DevicePage.ToString());
        await DecideAsync(page, "BBBBBBBBB", user: null, "Decline");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no such code");
        await DecideAsync(page, code, user: null, "Decline");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Declined");

        var result = await run.EndAsync();
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(ErrorCodes.SignInDeclined, result.Output + result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sandbox_command_serves_the_console_sample_and_its_audit_says_who_asked_what()
    {
        using var sandbox = Tool.Start("sandbox", "--audit");
        var devicePage = DevicePageInText().Match(await sandbox.ReadUntilAsync("Device page")).Value;
        var environment = new Dictionary<string, string>();
        while (environment.Count < 4)
        {
            var (name, value) = await ExportAsync(sandbox);
            environment.Add(name, value);
        }

        await using var chromium = await Chromium.StartAsync(trustedCertificateFile: environment["NOTEBOOKSQLAUTH_CERTIFICATE"]);
        using var sample = Tool.StartProgram(
            Repository.PathOf("samples", "QueryFromConsole", "bin", Repository.Configuration, "net10.0", "QueryFromConsole.dll"),
            environment,
            environment["NOTEBOOKSQLAUTH_SERVER"],
            environment["NOTEBOOKSQLAUTH_DATABASE"],
            "SELECT TOP 3 OrderId, Total FROM sales.Orders ORDER BY OrderId");
        var page = await chromium.NewPageAsync();
        await page.GotoAsync(devicePage);
        await DecideAsync(page, await CodeOfAsync(sample), "Alice Analyst", "Approve");

        var result = await sample.EndAsync();
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        Assert.Contains("3 rows x 2 columns", result.Output, StringComparison.Ordinal);
        Assert.Contains("alice@contoso.example (NotebookSqlAuth) SandboxSales", await sandbox.ReadUntilAsync("SELECT TOP 3"), StringComparison.Ordinal);
        sandbox.Terminate();
        Assert.Equal(0, (await sandbox.EndAsync()).ExitCode);
        Assert.False(File.Exists(environment["NOTEBOOKSQLAUTH_CERTIFICATE"]));
    }

    private static async Task DecideAsync(IPage page, string code, string? user, string decision)
    {
        await page.GetByLabel("Code from the notebook").FillAsync(code);
        if (user is not null)
        {
            await page.GetByLabel(user).CheckAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = decision }).ClickAsync();
    }

    private static async Task<string> CodeOfAsync(Tool program) =>
        CodeInText().Match(await program.ReadUntilAsync("enter ")).Groups[1].Value;

    private static async Task<(string Name, string Value)> ExportAsync(Tool sandbox)
    {
        var match = ExportInText().Match(await sandbox.ReadUntilAsync("export "));
        return (match.Groups[1].Value, match.Groups[2].Value);
    }

    [GeneratedRegex("enter (?:the code )?([A-Z]{9})")]
    private static partial Regex CodeInText();

    [GeneratedRegex(@"https://\S+")]
    private static partial Regex DevicePageInText();

    [GeneratedRegex("export ([A-Z_]+)='(.*)'")]
    private static partial Regex ExportInText();
}
