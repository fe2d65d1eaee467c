using System.Text.Json;
using NotebookSqlAuth.Hosts.Tests.Package;
using NotebookSqlAuth.Sandbox;

namespace NotebookSqlAuth.Hosts.Tests.Interactive;

/// <summary>The committed notebook in the real host, unchanged.</summary>
public sealed class NotebookRunTests(PackageFeed feed)
{
    [Fact]
    public async Task The_quickstart_runs_from_its_first_cell_to_its_last()
    {
        var package = await feed.PackageAsync();
        await DotnetInteractive.RequireAsync();
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        sandbox.DeviceCodeRequested += (_, request) => _ = sandbox.ApproveAsync(request.UserCode, SandboxUser.All[0], TestContext.Current.CancellationToken);
        await using var host = await InteractiveHost.StartAsync(sandbox.EnvironmentVariables);
        // Where the package is; the notebook's own first cell loads it.
        (await host.RunAsync($"#i \"nuget:{package.Feed}\"")).MustSucceed();

        var shown = new List<string>();
        foreach (var cell in CodeOf(Repository.PathOf("notebooks", "quickstart.ipynb")))
        {
            shown.AddRange((await host.RunAsync(cell)).MustSucceed().FinalTexts);
        }

        Assert.Contains(shown, text => text.StartsWith("NotebookSqlAuth ", StringComparison.Ordinal) && text.Contains(" is loaded in .NET Interactive 1.0.0-beta", StringComparison.Ordinal));
        Assert.Contains(shown, text => text.Contains(SandboxUser.All[0].UserName, StringComparison.Ordinal));
        Assert.Contains(shown, text => text.Contains("rows × ", StringComparison.Ordinal));
    }

    private static List<string> CodeOf(string notebook)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(notebook));
        return [.. document.RootElement.GetProperty("cells").EnumerateArray()
            .Where(cell => cell.GetProperty("cell_type").GetString() == "code")
            .Select(cell => string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString())))];
    }
}
