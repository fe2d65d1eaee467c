namespace NotebookSqlAuth.Hosts.Tests.Jupyter;

/// <summary>The suite by which Jupyter's own people judge kernels.</summary>
public sealed class SuiteTests(InstalledKernels kernels) : IClassFixture<InstalledKernels>
{
    [Theory]
    [InlineData("tcp")]
    [InlineData("ipc")]
    public Task Jupyter_kernel_test_passes_with_every_member_enabled(string transport) =>
        JupyterChecks.RunAsync(kernels, 12, "suite.py", transport);
}
