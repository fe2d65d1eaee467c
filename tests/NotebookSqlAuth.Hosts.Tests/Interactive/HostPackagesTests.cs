using NotebookSqlAuth.Hosts.Tests.Package;

namespace NotebookSqlAuth.Hosts.Tests.Interactive;

public sealed class HostPackagesTests
{
    [Fact]
    public async Task Adapters_compile_against_the_real_packages_without_a_change()
    {
        var output = Directory.CreateTempSubdirectory("notebooksqlauth-host-packages-");
        try
        {
            string[] build =
            [
                "build", "src/NotebookSqlAuth.Interactive", "-c", Repository.Configuration, "-v", "minimal", "-p:HostPackages=true", "--artifacts-path", output.FullName,
            ];
            var (exitCode, text) = await DotnetCommand.RunAsync(build, TestContext.Current.CancellationToken);

            // What NuGet says where a feed has no such package, no such version, or does not answer.
            var isMissing = new[] { "NU1101", "NU1102", "NU1301" }.Any(code => text.Contains("error " + code, StringComparison.Ordinal));
            Assert.SkipWhen(isMissing, "skipped: needs a package feed with Microsoft.DotNet.Interactive and Microsoft.Spark");
            Assert.True(exitCode == 0, text);
            Assert.Contains("compiled against the package Microsoft.DotNet.Interactive", text, StringComparison.Ordinal);
            Assert.Contains("compiled against the package Microsoft.Spark", text, StringComparison.Ordinal);
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }
}
