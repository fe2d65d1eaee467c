using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Tds;

/// <summary>The endpoint as tedious sees it, a TDS client that shares no code with SqlClient or with us.</summary>
public sealed class TediousTests(SandboxFixture fixture) : IClassFixture<SandboxFixture>
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Tds", "tedious");

    [Fact]
    public async Task Tedious_signs_in_with_an_access_token_reads_rows_binds_parameters_and_cancels()
    {
        var answer = await AskAsync(fixture.Sandbox.IssueAccessToken(SandboxUser.Alice));

        Assert.Equal("""[["alice@contoso.example","SandboxSales"]]""", answer.GetProperty("who").GetRawText());
        Assert.Equal("[[250]]", answer.GetProperty("parameter").GetRawText());
        Assert.Equal("O'Brien ☃ 漢字", answer.GetProperty("text")[0][0].GetString());
        Assert.Equal("ECANCEL", answer.GetProperty("cancel").GetProperty("cancelled").GetString());
        Assert.InRange(answer.GetProperty("cancel").GetProperty("rows").GetInt32(), 10, 99_999);
        Assert.Equal("[[42]]", answer.GetProperty("after").GetRawText());
    }

    [Fact]
    public async Task Tedious_with_an_expired_token_is_refused_as_by_SQL_Server()
    {
        var answer = await AskAsync(fixture.Sandbox.IssueAccessToken(SandboxUser.Alice, lifetime: TimeSpan.FromMinutes(-5)));

        Assert.Contains("Login failed for user '<token-identified principal>'", answer.GetProperty("loginError").GetString(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> AskAsync(string token)
    {
        await InstallAsync();
        var sandbox = fixture.Sandbox;
        var (exitCode, output) = await RunAsync("node", ["client.js"], new()
        {
            ["TDS_PORT"] = sandbox.Server.Split(',')[1],
            ["TDS_CERTIFICATE"] = sandbox.CertificateFile,
            ["TDS_DATABASE"] = sandbox.Database,
            ["TDS_TOKEN"] = token,
        });
        Assert.True(exitCode == 0, output);
        return JsonDocument.Parse(output).RootElement;
    }

    /// <summary>Installs what the lock file names, once per build.</summary>
    private static async Task InstallAsync()
    {
        if (Directory.Exists(Path.Combine(s_folder, "node_modules", "tedious")))
        {
            return;
        }

        try
        {
            var (exitCode, output) = await RunAsync("npm", ["ci", "--ignore-scripts"], []);
            // Only a registry that cannot be reached is the machine's lack; a broken lock file is ours.
            var unreachable = new[] { "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "ECONNREFUSED", "ECONNRESET" };
            Assert.SkipWhen(
                exitCode != 0 && unreachable.Any(sign => output.Contains(sign, StringComparison.Ordinal)), "skipped: needs the npm registry for tedious");
            Assert.True(exitCode == 0, output);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("skipped: needs Node.js with npm on the PATH");
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments, Dictionary<string, string> environment)
    {
        // On Windows npm is a script that only its command interpreter runs.
        var start = OperatingSystem.IsWindows() && program == "npm"
            ? new ProcessStartInfo("cmd", ["/c", "npm", .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.WorkingDirectory = s_folder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, process.ExitCode == 0 ? await output : await error + await output);
    }
}
