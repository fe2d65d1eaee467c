using NotebookSqlAuth.Hosts.Tests.Interactive;
using NotebookSqlAuth.Hosts.Tests.Package;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Magics;

/// <summary>The committed notebooks in the real .NET Interactive, on a real Spark.</summary>
public sealed class InteractiveTests(PackageFeed feed, ConnectServers servers)
{
    public static TheoryData<string> Sparks => ConnectServers.Sparks;

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task The_notebook_goes_to_spark_and_back(string spark)
    {
        var server = await servers.OfAsync(spark);

        var shown = await CommittedNotebook.RunAsync(feed, "to-spark.ipynb", new Dictionary<string, string> { ["SPARK_REMOTE"] = server.Address });

        Assert.Contains(shown, text => text.Contains("`orders` is on Spark", StringComparison.Ordinal));
        Assert.Contains(shown, text => text.Contains("only showing top 5 rows", StringComparison.Ordinal));
        Assert.Contains("3 rows × 4 columns", shown[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_databricks_notebook_reaches_its_cluster_and_its_volume_with_one_sign_in()
    {
        await using var workspace = await Workspace.StartAsync(SparkHome.Spark4);

        var shown = await CommittedNotebook.RunAsync(feed, "databricks.ipynb", new Dictionary<string, string>
        {
            ["DATABRICKS_HOST"] = workspace.Host,
            ["DATABRICKS_CLUSTER_ID"] = Workspace.ClusterId,
            ["NOTEBOOKSQLAUTH_SPARK_CERTIFICATE"] = workspace.CertificateFile,
        });

        Assert.Contains(shown, text => text.Contains("as `alice@contoso.example`, session", StringComparison.Ordinal));
        Assert.Contains(shown, text => text.Contains("Closed: `lake`, `default`", StringComparison.Ordinal));
        Assert.Equal(0, workspace.Refused);
        Assert.NotEmpty(workspace.Uploads);
        Assert.DoesNotContain(workspace.Files, file => file.Contains("staging", StringComparison.Ordinal));
    }
}
