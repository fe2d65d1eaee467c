namespace NotebookSqlAuth.Hosts.Tests.Jupyter;

/// <summary>The committed notebook in the sandbox kernel, run by nbclient.</summary>
public sealed class NotebookTests(InstalledKernels kernels) : IClassFixture<InstalledKernels>
{
    [Fact]
    public Task The_quickstart_gives_the_same_outputs_live_as_without_a_front_end() =>
        JupyterChecks.RunAsync(kernels, 11, "notebooks.py", Repository.PathOf("notebooks", "quickstart.ipynb"));
}
