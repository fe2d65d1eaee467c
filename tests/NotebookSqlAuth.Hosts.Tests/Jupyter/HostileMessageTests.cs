namespace NotebookSqlAuth.Hosts.Tests.Jupyter;

/// <summary>Messages that no front end sends.</summary>
public sealed class HostileMessageTests(InstalledKernels kernels) : IClassFixture<InstalledKernels>
{
    // Four times 5,000.
    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("3")]
    [InlineData("4")]
    public Task Hostile_messages_change_nothing_and_cost_little(string seed) =>
        JupyterChecks.RunAsync(kernels, 6, "hostile.py", seed, "5000");
}
