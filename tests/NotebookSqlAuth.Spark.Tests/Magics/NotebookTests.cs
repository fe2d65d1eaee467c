using NotebookSqlAuth.Hosts.Tests;
using NotebookSqlAuth.Hosts.Tests.Running;
using NotebookSqlAuth.Sandbox;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Magics;

/// <summary>The committed notebook and the sample, as their users run them, on a real Spark.</summary>
public sealed class NotebookTests(ConnectServers servers)
{
    public static TheoryData<string> Sparks => ConnectServers.Sparks;

    /// <summary>Each Spark with a form of the notebook.</summary>
    public static MatrixTheoryData<string, string> SparksAndForms => new([SparkHome.Spark3, SparkHome.Spark4], ["to-spark.ipynb", "to-spark.dib"]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(SparksAndForms))]
    public async Task The_notebook_goes_to_spark_and_back(string spark, string name)
    {
        var server = await servers.OfAsync(spark);
        using var notebook = new NotebookFolder();
        using var tool = Tool.Start(
            new Dictionary<string, string> { ["SPARK_REMOTE"] = server.Address },
            "run", notebook.Copy(name), "--sandbox", "--output", notebook.Output, "--html", notebook.Page);

        var run = await tool.EndAsync();

        Assert.True(run is { ExitCode: 0, Errors: "" }, run.Output + run.Errors);
        Assert.Contains("`orders` is on Spark", run.Output, StringComparison.Ordinal);
        Assert.Contains("`revenue`: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("only showing top 5 rows", run.Output, StringComparison.Ordinal);
        Assert.Contains("3 rows × 4 columns", run.Output, StringComparison.Ordinal);
        Assert.Contains("<table", await File.ReadAllTextAsync(notebook.Page, Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("databricks.ipynb")]
    [InlineData("databricks.dib")]
    public async Task The_databricks_notebook_reaches_its_cluster_and_its_volume_with_one_sign_in(string name)
    {
        await using var workspace = await Workspace.StartAsync(SparkHome.Spark4);
        using var notebook = new NotebookFolder();
        using var tool = Tool.Start(
            new Dictionary<string, string>
            {
                ["DATABRICKS_HOST"] = workspace.Host,
                ["DATABRICKS_CLUSTER_ID"] = Workspace.ClusterId,
                ["NOTEBOOKSQLAUTH_SPARK_CERTIFICATE"] = workspace.CertificateFile,
            },
            "run", notebook.Copy(name), "--sandbox", "--output", notebook.Output, "--html", notebook.Page);

        var run = await tool.EndAsync();

        Assert.True(run is { ExitCode: 0, Errors: "" }, run.Output + run.Errors);
        Assert.Equal(1, run.Output.Split("enter the code").Length - 1);
        Assert.Contains("as `alice@contoso.example`, session", run.Output, StringComparison.Ordinal);
        Assert.Contains("Closed: `lake`, `default`", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, workspace.Refused);
        Assert.NotEmpty(workspace.Uploads);
        Assert.All(workspace.Uploads, file => Assert.StartsWith("main/default/staging/", file, StringComparison.Ordinal));
        Assert.DoesNotContain(workspace.Files, file => file.Contains("staging", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task The_sample_streams_to_spark_and_prints_its_answer(string spark)
    {
        var server = await servers.OfAsync(spark);
        await using var sandbox = await SandboxHost.StartAsync(cancellationToken: Token);
        sandbox.DeviceCodeRequested += (_, code) => sandbox.ApproveAsync(code.UserCode, SandboxUser.All[0]);
        using var sample = Tool.StartProgram(
            Repository.PathOf("samples", "QueryToSpark", "bin", Repository.Configuration, "net10.0", "QueryToSpark.dll"),
            sandbox.EnvironmentVariables,
            sandbox.Server, sandbox.Database, server.Address,
            "SELECT OrderId, Channel, Total FROM sales.Orders",
            "SELECT Channel, COUNT(*) AS N FROM orders GROUP BY Channel ORDER BY Channel");

        var run = await sample.EndAsync();

        Assert.True(run is { ExitCode: 0, Errors: "" }, run.Output + run.Errors);
        Assert.Contains("orders: 100000 rows by ", run.Output, StringComparison.Ordinal);
        Assert.Contains("Partner", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("to-spark.ipynb")]
    [InlineData("databricks.ipynb")]
    public async Task The_committed_notebooks_hold_no_outputs_and_no_counts(string name)
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("notebooks", name), Token);

        Assert.DoesNotContain("output_type", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("\"execution_count\": [0-9]", text);
        Assert.Contains(".net-csharp", text, StringComparison.Ordinal);
    }
}
