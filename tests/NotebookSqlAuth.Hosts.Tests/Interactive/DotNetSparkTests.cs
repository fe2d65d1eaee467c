using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using NotebookSqlAuth.Hosts.Tests.Package;

namespace NotebookSqlAuth.Hosts.Tests.Interactive;

/// <summary>The package in the real .NET Interactive beside the real Microsoft.Spark, which the notebook itself brings.</summary>
public sealed class DotNetSparkTests(PackageFeed feed, NotebookFixture fixture) : IClassFixture<NotebookFixture>
{
    [Fact]
    public async Task Cells_that_do_not_use_Spark_do_not_miss_Microsoft_Spark()
    {
        var notebook = await fixture.NotebookAsync();
        var run = await notebook.Host.RunAsync("""
            using Microsoft.Data.Analysis;
            using NotebookSqlAuth.DotNetSpark;
            Console.Write(new DataFrame(new Int32DataFrameColumn("n", new[] { 1, 2, 3 })).Head(2).Rows.Count);
            """);
        Assert.Contains("2", run.MustSucceed().FinalTexts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Frame_goes_to_the_notebooks_own_session_and_back(bool sparkIsFirst)
    {
        var folder = Environment.GetEnvironmentVariable("NOTEBOOKSQLAUTH_MICROSOFT_SPARK");
        var jar = Environment.GetEnvironmentVariable("NOTEBOOKSQLAUTH_MICROSOFT_SPARK_JAR");
        var home = Environment.GetEnvironmentVariable("SPARK_HOME_3");
        Assert.SkipWhen(
            folder is null || jar is null || home is null,
            "skipped: needs NOTEBOOKSQLAUTH_MICROSOFT_SPARK, NOTEBOOKSQLAUTH_MICROSOFT_SPARK_JAR and SPARK_HOME_3, a real .NET for Apache Spark");
        var port = FreePort();
        using var packages = new TemporaryFeed();
        var version = packages.Add(folder!);
        using var driver = Process.Start(Submit(home!, jar!, port))!;
        try
        {
            var log = await UntilItListensAsync(driver);
            var package = await feed.PackageAsync();
            string[] load =
            [
                $"#i \"nuget:{package.Feed}\"\n#r \"nuget: NotebookSqlAuth, {package.Version}\"",
                $"#i \"nuget:{packages.Folder}\"\n#r \"nuget: Microsoft.Spark, {version}\"",
                "typeof(Microsoft.Spark.Sql.SparkSession).Name",
            ];
            await using var host = await InteractiveHost.StartAsync(new Dictionary<string, string> { ["DOTNETBACKEND_PORT"] = $"{port}" });
            foreach (var cell in sparkIsFirst ? [load[1], load[2], load[0]] : load)
            {
                (await host.RunAsync(cell)).MustSucceed();
            }

            (await host.RunAsync("""
                using Microsoft.Data.Analysis;
                using NotebookSqlAuth.DotNetSpark;
                var spark = LocalDriver.GetOrCreateSession();
                var numbers = new DataFrame(new Int32DataFrameColumn("n", Enumerable.Range(0, 1000)));
                numbers.ToSpark(spark, "numbers");
                """)).MustSucceed();
            var sum = (await host.RunAsync("Console.Write(spark.Sql(\"SELECT sum(n) AS s FROM numbers\").ToDataFrame()[0, 0]);")).MustSucceed();
            Assert.Contains("499500", sum.FinalTexts);

            // It exits when its standard input ends; what it wrote till then was read, or a full pipe would have stopped it.
            driver.StandardInput.Close();
            await log;
        }
        finally
        {
            driver.StandardInput.Close();
            await driver.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Waits until the driver says that it listens; fails with what it said where it ends before.</summary>
    /// <returns>The reading of the rest, which ends with the driver.</returns>
    private static async Task<Task> UntilItListensAsync(Process driver)
    {
        var said = new StringBuilder();
        while (await driver.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains("Press enter to exit", StringComparison.Ordinal))
            {
                return driver.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            }

            said.AppendLine(line);
        }

        await driver.WaitForExitAsync(TestContext.Current.CancellationToken);
        throw new InvalidOperationException($"The driver of .NET for Apache Spark ended with {driver.ExitCode} before it listened:\n{said}");
    }

    private static ProcessStartInfo Submit(string home, string jar, int port)
    {
        string[] arguments =
        [
            "--class", "org.apache.spark.deploy.dotnet.DotnetRunner", "--master", "local[2]", "--conf", "spark.ui.enabled=false",
            "--conf", "spark.driver.bindAddress=127.0.0.1", "--conf", "spark.driver.host=127.0.0.1", jar, "debug", $"{port}",
        ];
        var start = new ProcessStartInfo(Path.Combine(home, "bin", "spark-submit"), arguments)
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["SPARK_HOME"] = home;
        start.Environment["SPARK_LOCAL_IP"] = "127.0.0.1";
        return start;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The assemblies of a folder as the package that the notebook asks for, without those that are packages of the product's own.</summary>
    private sealed class TemporaryFeed : IDisposable
    {
        private static readonly string[] s_ownPackages = ["Microsoft.Data.Analysis.dll", "Microsoft.ML.DataView.dll", "Apache.Arrow.dll"];

        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("microsoft-spark-feed-");

        public string Folder => folder.FullName;

        public string Add(string assemblies)
        {
            var version = AssemblyName.GetAssemblyName(Path.Combine(assemblies, "Microsoft.Spark.dll")).Version!.ToString(3);
            var files = Directory.EnumerateFiles(assemblies, "*.dll").Where(file => !s_ownPackages.Contains(Path.GetFileName(file)));
            PackageOfAssemblies.Write(Folder, "Microsoft.Spark", version, "netstandard2.1", files);
            return version;
        }

        public void Dispose() => folder.Delete(recursive: true);
    }
}
