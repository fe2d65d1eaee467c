namespace NotebookSqlAuth.Hosts.Tests.Jupyter;

/// <summary>The stop button.</summary>
public sealed class InterruptTests(InstalledKernels kernels) : IClassFixture<InstalledKernels>
{
    [Fact]
    public Task Whatever_a_cell_does_it_is_stopped_and_the_next_one_works() =>
        JupyterChecks.RunAsync(kernels, 15, "interrupts.py", "200");
}
