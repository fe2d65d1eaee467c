namespace NotebookSqlAuth.Hosts.Tests.Jupyter;

/// <summary>Large and many outputs.</summary>
public sealed class VolumeTests(InstalledKernels kernels) : IClassFixture<InstalledKernels>
{
    [Theory]
    [InlineData("tcp")]
    [InlineData("ipc")]
    public Task Large_and_many_outputs_arrive_whole(string transport) =>
        JupyterChecks.RunAsync(kernels, 5, "volume.py", transport);
}
