using NotebookSqlAuth.Hosts.Tests.Package;

namespace NotebookSqlAuth.Hosts.Tests.Interactive;

/// <summary>What else a notebook loads, before the package or after it.</summary>
public sealed class LoadOrderTests(PackageFeed feed)
{
    [Theory]
    [InlineData("Microsoft.Data.SqlClient", "6.1.1", "Microsoft.Data.SqlClient.SqlConnection")]
    [InlineData("Microsoft.Identity.Client", "4.73.1", "Microsoft.Identity.Client.AzureCloudInstance")]
    [InlineData("Microsoft.Data.Analysis", "0.21.1", "Microsoft.Data.Analysis.DataFrame")]
    public async Task An_older_assembly_that_is_in_use_is_named_with_the_order_that_works(string assembly, string version, string type)
    {
        var package = await feed.PackageAsync();
        await using var host = await InteractiveHost.StartAsync(new Dictionary<string, string>());
        var loaded = await host.RunAsync($"#r \"nuget: {assembly}, {version}\"");
        Assert.SkipWhen(
            !loaded.Raw.Contains($"\"packageVersion\":\"{version}\"", StringComparison.Ordinal),
            $"skipped: needs a package feed with {assembly} {version}");
        (await host.RunAsync($"typeof({type}).Name")).MustSucceed();

        var run = await host.RunAsync($"#i \"nuget:{package.Feed}\"\n#r \"nuget: NotebookSqlAuth, {package.Version}\"");

        Assert.Contains($"{assembly} {version} is loaded already", run.Raw, StringComparison.Ordinal);
        Assert.Contains("NSA1587", run.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("is loaded in .NET Interactive", run.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_assembly_that_is_asked_for_afterwards_changes_nothing()
    {
        await using var notebook = await LoadedNotebook.OpenAsync(feed);
        await notebook.Host.RunAsync("#r \"nuget: Microsoft.Data.SqlClient, 6.1.1\"");

        (await notebook.Host.RunAsync("#!sql-query --help")).MustSucceed();
    }

    [Fact]
    public async Task Two_hosts_at_once_load_the_package()
    {
        await using var first = await LoadedNotebook.OpenAsync(feed);
        await using var second = await LoadedNotebook.OpenAsync(feed);
        var runs = await Task.WhenAll(first.Host.RunAsync("#!aad-login --help"), second.Host.RunAsync("#!sql-query --help"));
        Assert.All(runs, run => run.MustSucceed());
    }
}
