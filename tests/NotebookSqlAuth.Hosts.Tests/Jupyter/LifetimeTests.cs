namespace NotebookSqlAuth.Hosts.Tests.Jupyter;

/// <summary>The ends that a kernel can come to.</summary>
public sealed class LifetimeTests(InstalledKernels kernels) : IClassFixture<InstalledKernels>
{
    [Fact]
    public async Task However_a_kernel_ends_it_leaves_no_process_and_no_file()
    {
        Assert.SkipWhen(!OperatingSystem.IsLinux(), "skipped: needs /proc");
        var temporary = Directory.CreateTempSubdirectory("nsa-life-");

        await JupyterChecks.RunAsync(kernels, 11, "lifetime.py", temporary.FullName);

        temporary.Delete(recursive: true);
    }
}
