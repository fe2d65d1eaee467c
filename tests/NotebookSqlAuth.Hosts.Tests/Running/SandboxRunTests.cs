using System.Text.RegularExpressions;
using Xunit;

namespace NotebookSqlAuth.Hosts.Tests.Running;

/// <summary>Runs against the sandbox, from sign-in to chart.</summary>
public sealed partial class SandboxRunTests
{
    [Theory]
    [InlineData("quickstart.ipynb")]
    [InlineData("quickstart.dib")]
    public async Task The_quickstart_gives_tables_and_a_chart_and_keeps_no_code_and_no_token(string name)
    {
        using var notebook = new NotebookFolder();
        IssuedSecrets.WriteDown();
        using var tool = Tool.Start(
            "run", notebook.Copy(name), "--sandbox", "--output", notebook.Output, "--html", notebook.Page);

        var run = await tool.EndAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("Alice Analyst (alice@contoso.example) signs in by herself", run.Output, StringComparison.Ordinal);
        var executed = await File.ReadAllTextAsync(notebook.Output, TestContext.Current.CancellationToken);
        var page = await File.ReadAllTextAsync(notebook.Page, TestContext.Current.CancellationToken);
        Assert.All([executed, page], text =>
        {
            Assert.Contains("alice@contoso.example", text, StringComparison.Ordinal);
            Assert.Contains("<table", text, StringComparison.Ordinal);
            Assert.Contains("<polyline", text, StringComparison.Ordinal);
        });

        var code = Assert.Single(Code().Matches(run.Output)).Groups[1].Value;
        Assert.All([executed, page], text => Assert.DoesNotContain(code, text, StringComparison.Ordinal));
        var secrets = IssuedSecrets.SoFar;
        Assert.NotEmpty(secrets);
        Assert.All(secrets, secret => Assert.All([executed, page, run.Output], text => Assert.DoesNotContain(secret, text, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_sandbox_writes_no_key_into_the_users_home()
    {
        using var notebook = new NotebookFolder();
        var home = Directory.CreateDirectory(Path.Combine(notebook.Folder, "home"));
        var environment = new Dictionary<string, string> { ["HOME"] = home.FullName, ["USERPROFILE"] = home.FullName, ["LOCALAPPDATA"] = home.FullName };
        using var tool = Tool.Start(environment, "run", notebook.Copy("quickstart.ipynb"), "--sandbox", "--output", notebook.Output);

        Assert.Equal(0, (await tool.EndAsync()).ExitCode);

        Assert.DoesNotContain(home.EnumerateFiles("*", SearchOption.AllDirectories), file => file.Name.StartsWith("key-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_committed_quickstart_holds_no_outputs_and_no_counts()
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("notebooks", "quickstart.ipynb"), TestContext.Current.CancellationToken);

        Assert.DoesNotContain("output_type", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("\"execution_count\": [0-9]", text);
        Assert.Contains(".net-csharp", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_set_in_CSharp_is_bound_and_an_answer_is_live_in_the_same_cell()
    {
        using var notebook = new NotebookFolder().Write(
            "#r \"nuget: NotebookSqlAuth\"",
            "#!aad-login\n#!sql-connect",
            "var least = 6000m;\n#!sql-query --name dear\nSELECT OrderId, Total FROM sales.Orders WHERE Total > @least\n#!csharp\n(dear.Rows.Count > 0, dear.Columns[\"Total\"].Min())");

        var run = await notebook.RunAsync("--sandbox");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.StartsWith("(True, 60", NotebookFolder.Text(notebook.OutputsOf(2)[^1]["data"]!["text/plain"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_goes_into_a_variable_although_no_cell_asked_for_the_package()
    {
        using var notebook = new NotebookFolder().Write(
            "#!aad-login\n#!sql-connect", "#!sql-query --name orders\nSELECT TOP 3 OrderId FROM sales.Orders", "orders.Rows.Count");

        var run = await notebook.RunAsync("--sandbox");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal("3", NotebookFolder.Text(notebook.OutputsOf(2)[^1]["data"]!["text/plain"]));
    }

    [Fact]
    public async Task A_cancellation_of_the_cells_own_is_an_error_like_any_other()
    {
        using var notebook = new NotebookFolder().Write(
            "using System.Threading;\nvar own = new CancellationTokenSource();\nown.Cancel();",
            "Enumerable.Range(0, 10).AsParallel().WithCancellation(own.Token).Select(n => n + 1)");

        var run = await notebook.RunAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("System.OperationCanceledException", (string)notebook.OutputsOf(1)[^1]["ename"]!);
        Assert.True(File.Exists(notebook.Page));
    }

    [Fact]
    public async Task A_magic_that_fails_stops_the_run_and_its_card_is_in_both_files()
    {
        using var notebook = new NotebookFolder().Write("#!sql-query --name x\nSELECT 1", "Console.WriteLine(\"never\");");

        var run = await notebook.RunAsync("--sandbox");

        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain("\nnever", run.Output, StringComparison.Ordinal);
        Assert.Equal(["display_data", "error"], notebook.OutputsOf(0).Select(output => (string)output["output_type"]!));
        Assert.Contains("nsa-error", await File.ReadAllTextAsync(notebook.Page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_cancels_a_running_query_and_writes_both_files()
    {
        using var notebook = new NotebookFolder().Write(
            "#!aad-login\n#!sql-connect",
            "#!sql-query --name endless\nSELECT COUNT(*) AS Pairs FROM sales.OrderLines AS a CROSS JOIN sales.OrderLines AS b WHERE a.LineTotal + b.LineTotal > 17",
            "Console.WriteLine(\"never\");");
        using var tool = Tool.Start("run", notebook.Notebook, "--sandbox", "--output", notebook.Output, "--html", notebook.Page);
        await tool.ReadUntilAsync("[2] #!sql-query");
        // The progress line: the query is on the server by now.
        await tool.ReadUntilAsync("Running: ");

        tool.Interrupt();
        var run = await tool.EndAsync();

        Assert.True(run.ExitCode == 130, $"{run.ExitCode}: {run.Output}{run.Errors}");
        Assert.DoesNotContain("\nnever", run.Output, StringComparison.Ordinal);
        Assert.Equal("Cancelled", (string)notebook.OutputsOf(1)[^1]["ename"]!);
        Assert.True(File.Exists(notebook.Page));
    }

    [Fact]
    public async Task The_sandbox_says_how_to_connect_and_ends_cleanly_when_told_to()
    {
        using var tool = Tool.Start("sandbox", "--audit");
        Assert.Contains("SANDBOX", await tool.ReadUntilAsync("SANDBOX"), StringComparison.Ordinal);
        await tool.ReadUntilAsync("mallory@contoso.example");
        Assert.Matches("export NOTEBOOKSQLAUTH_SERVER='localhost,[0-9]+'", await tool.ReadUntilAsync("NOTEBOOKSQLAUTH_SERVER"));
        var certificate = (await tool.ReadUntilAsync("NOTEBOOKSQLAUTH_CERTIFICATE")).Split('\'')[1];
        Assert.True(File.Exists(certificate));
        await tool.ReadUntilAsync("Ctrl-C ends");

        tool.Terminate();
        var run = await tool.EndAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.False(File.Exists(certificate));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_a_plain_error()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;

        var identity = await Tool.RunAsync("sandbox", "--identity-port", $"{port}");
        var sql = await Tool.RunAsync("sandbox", "--sql-port", $"{port}");

        Assert.All([identity, sql], run =>
        {
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("NSA3011", run.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        });
    }

    [GeneratedRegex("enter the code ([A-Z0-9-]+)")]
    private static partial Regex Code();
}
