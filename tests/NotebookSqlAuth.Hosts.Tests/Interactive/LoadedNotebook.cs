using NotebookSqlAuth.Hosts.Tests.Package;

namespace NotebookSqlAuth.Hosts.Tests.Interactive;

/// <summary>A notebook in the real host whose first cell loads the package.</summary>
internal sealed class LoadedNotebook(InteractiveHost host, string loadCell, CellRun load) : IAsyncDisposable
{
    public InteractiveHost Host { get; } = host;

    /// <summary>The cell that loads the package.</summary>
    public string LoadCell { get; } = loadCell;

    /// <summary>What it showed.</summary>
    public CellRun Load { get; } = load;

    /// <summary>Starts the host and loads the package; skips the test where there is no host.</summary>
    public static async Task<LoadedNotebook> OpenAsync(PackageFeed feed, IReadOnlyDictionary<string, string>? environment = null)
    {
        var package = await feed.PackageAsync();
        var loadCell = $"#i \"nuget:{package.Feed}\"\n#r \"nuget: NotebookSqlAuth, {package.Version}\"";
        var host = await InteractiveHost.StartAsync(environment ?? new Dictionary<string, string>());
        try
        {
            return new LoadedNotebook(host, loadCell, (await host.RunAsync(loadCell)).MustSucceed());
        }
        catch
        {
            // A host outlives the tests that forget it.
            await host.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
