using NotebookSqlAuth.Hosts.Tests.Package;

namespace NotebookSqlAuth.Hosts.Tests.Interactive;

public sealed class HostPackagesTests
{
    [Theory]
    [InlineData("Microsoft.DotNet.Interactive", "src/NotebookSqlAuth.Interactive", "-p:HostPackages=true", "-p:SparkPackage=false")]
    [InlineData("Microsoft.Spark", "src/NotebookSqlAuth.DotNetSpark", "-p:HostPackages=true")]
    public async Task Adapter_compiles_against_the_real_package_without_a_change(string package, string project, params string[] properties)
    {
        var output = Directory.CreateTempSubdirectory("notebooksqlauth-host-packages-");
        try
        {
            string[] build = ["build", project, "-c", Repository.Configuration, "-v", "minimal", .. properties, "--artifacts-path", output.FullName];
            var (exitCode, text) = await DotnetCommand.RunAsync(build, TestContext.Current.CancellationToken);

            // What NuGet says where a feed has no such package, no such version, or does not answer.
            var isMissing = new[] { "NU1101", "NU1102", "NU1301" }.Any(code => text.Contains("error " + code, StringComparison.Ordinal));
            Assert.SkipWhen(isMissing, $"skipped: needs a package feed with {package}");
            Assert.True(exitCode == 0, text);
            Assert.Contains($"compiled against the package {package}", text, StringComparison.Ordinal);
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }
}
