namespace NotebookSqlAuth.Hosts.Tests.Jupyter;

/// <summary>What protocol 5.5 says of each request, tried by a client.</summary>
public sealed class ProtocolTests(InstalledKernels kernels) : IClassFixture<InstalledKernels>
{
    [Theory]
    [InlineData("tcp")]
    [InlineData("ipc")]
    public Task Each_request_is_answered_as_the_protocol_says(string transport) =>
        JupyterChecks.RunAsync(kernels, 45, "protocol.py", transport);

    [Fact]
    public Task Connection_files_of_every_kind_are_served_and_curve_shuts_others_out() =>
        JupyterChecks.RunAsync(kernels, 4, "connections.py");

    [Fact]
    public Task Two_kernels_share_nothing() => JupyterChecks.RunAsync(kernels, 5, "isolation.py");

    [Fact]
    public Task The_terminal_console_works_as_a_third_client() => JupyterChecks.RunAsync(kernels, 6, "console.py");
}
