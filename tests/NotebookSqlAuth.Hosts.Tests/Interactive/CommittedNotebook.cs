using System.Text.Json;
using NotebookSqlAuth.Hosts.Tests.Package;
using NotebookSqlAuth.Sandbox;

namespace NotebookSqlAuth.Hosts.Tests.Interactive;

/// <summary>A notebook of this repository in the real host, unchanged.</summary>
internal static class CommittedNotebook
{
    /// <summary>Runs it from its first cell to its last, against a sandbox whose person signs in by herself; skips the test where there is no host.</summary>
    /// <returns>What stood below its cells in the end, as plain text.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(PackageFeed feed, string name, IReadOnlyDictionary<string, string>? environment = null)
    {
        await DotnetInteractive.RequireAsync();
        var package = await feed.PackageAsync();
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        sandbox.DeviceCodeRequested += (_, request) => _ = sandbox.ApproveAsync(request.UserCode, SandboxUser.All[0], TestContext.Current.CancellationToken);
        await using var host = await InteractiveHost.StartAsync(
            sandbox.EnvironmentVariables.Concat(environment ?? new Dictionary<string, string>()).ToDictionary());
        // Where the package is; the notebook's own first cell loads it.
        (await host.RunAsync($"#i \"nuget:{package.Feed}\"")).MustSucceed();

        var shown = new List<string>();
        foreach (var cell in CodeOf(Repository.PathOf("notebooks", name)))
        {
            shown.AddRange((await host.RunAsync(cell)).MustSucceed().FinalTexts);
        }

        return shown;
    }

    private static List<string> CodeOf(string notebook)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(notebook));
        return [.. document.RootElement.GetProperty("cells").EnumerateArray()
            .Where(cell => cell.GetProperty("cell_type").GetString() == "code")
            .Select(cell => string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString())))];
    }
}
