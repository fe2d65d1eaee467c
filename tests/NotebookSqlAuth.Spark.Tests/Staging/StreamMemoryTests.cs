using System.Diagnostics;
using System.Globalization;
using NotebookSqlAuth.Sandbox;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Staging;

public sealed class StreamMemoryTests(ConnectServers servers)
{
    private const long MaxPeakKilobytes = 300_000;

    // 100,000 orders, 50 times.
    private const string FiveMillionRows =
        "SELECT o.*, p.ProductId AS copy FROM sales.Orders o CROSS JOIN (SELECT TOP (50) ProductId FROM sales.Products) p";

    public static TheoryData<string> Sparks => ConnectServers.Sparks;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Five_million_rows_from_SQL_to_Spark_take_less_than_300_MB(string spark)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "skipped: needs /proc, where Linux tells a process's peak");
        var server = await servers.OfAsync(spark);
        await using var sandbox = await SandboxHost.StartAsync(cancellationToken: Token);
        using var child = Process.Start(new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "exec", Path.Combine(AppContext.BaseDirectory.Replace("NotebookSqlAuth.Spark.Tests", "NotebookSqlAuth.Spark.Child", StringComparison.Ordinal), "NotebookSqlAuth.Spark.Child.dll"),
                sandbox.Server, sandbox.Database, sandbox.Authority.ToString(), sandbox.CertificateFile, server.Address, FiveMillionRows,
            },
        })!;
        try
        {
            var errors = child.StandardError.ReadToEndAsync(Token);
            var said = new Dictionary<string, string>();
            while (await child.StandardOutput.ReadLineAsync(Token) is { } line)
            {
                var (name, value) = (line[..line.IndexOf('=', StringComparison.Ordinal)], line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]);
                said[name] = value;
                if (name == "code")
                {
                    await sandbox.ApproveAsync(value, SandboxUser.Alice, Token);
                }
            }

            await child.WaitForExitAsync(Token);
            Assert.True(child.ExitCode == 0, await errors);
            Assert.Equal(("5000000", "Parquet files", "5000000"), (said["rows"], said["way"], said["counted"]));
            TestContext.Current.TestOutputHelper?.WriteLine($"VmHWM {said["VmHWM"]} kB");
            Assert.InRange(long.Parse(said["VmHWM"], CultureInfo.InvariantCulture), 1, MaxPeakKilobytes);
        }
        finally
        {
            if (!child.HasExited)
            {
                child.Kill(entireProcessTree: true);
            }
        }
    }
}
