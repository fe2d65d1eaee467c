using NotebookSqlAuth.Hosts.Tests.Package;

namespace NotebookSqlAuth.Hosts.Tests.Interactive;

public sealed class SignOutTests(PackageFeed feed)
{
    [Fact]
    public async Task Signing_out_ends_the_connections_of_the_account()
    {
        await using var notebook = await SandboxNotebook.OpenAsync(feed);
        (await notebook.RunAsync("#!sql-query\nSELECT 1 AS One")).MustSucceed();
        (await notebook.RunAsync("#!aad-logout")).MustSucceed();
        var run = await notebook.RunAsync("#!sql-query\nSELECT 1 AS One");
        Assert.False(run.Succeeded);
        Assert.Contains("#!aad-login", run.Error, StringComparison.Ordinal);
    }
}
