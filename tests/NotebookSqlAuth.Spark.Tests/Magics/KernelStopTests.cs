using NotebookSqlAuth.Hosts.Tests.Jupyter;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Magics;

/// <summary>The stop button of a Jupyter page, while Spark works.</summary>
public sealed class KernelStopTests(InstalledKernels kernels) : IClassFixture<InstalledKernels>
{
    [Theory]
    [InlineData(SparkHome.Spark3)]
    [InlineData(SparkHome.Spark4)]
    public async Task A_Spark_job_is_stopped_on_the_server_too(string spark)
    {
        // Its own: other tests' jobs would hold the cores that this one has to see free.
        await using var server = await ConnectServer.StartAsync(SparkHome.RequireConnect(spark), driverMemory: "1g");
        await JupyterChecks.RunAsync(kernels, 3, "spark_stop.py", server.Address);
    }
}
