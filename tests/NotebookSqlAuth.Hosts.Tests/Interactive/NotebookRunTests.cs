using NotebookSqlAuth.Hosts.Tests.Package;
using NotebookSqlAuth.Sandbox;

namespace NotebookSqlAuth.Hosts.Tests.Interactive;

/// <summary>The committed notebook in the real host; those that need Spark run with its tests.</summary>
public sealed class NotebookRunTests(PackageFeed feed)
{
    [Fact]
    public async Task The_quickstart_runs_from_its_first_cell_to_its_last()
    {
        var shown = await CommittedNotebook.RunAsync(feed, "quickstart.ipynb");

        Assert.Contains(shown, text => text.StartsWith("NotebookSqlAuth ", StringComparison.Ordinal) && text.Contains(" is loaded in .NET Interactive 1.0.0-beta", StringComparison.Ordinal));
        Assert.Contains(shown, text => text.Contains(SandboxUser.All[0].UserName, StringComparison.Ordinal));
        Assert.Contains(shown, text => text.Contains("rows × ", StringComparison.Ordinal));
    }
}
