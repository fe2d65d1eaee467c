using System.Diagnostics;
using System.Globalization;
using System.Text;
using NotebookSqlAuth.Spark.Tests.Servers;

[assembly: AssemblyFixture(typeof(NotebookSqlAuth.Spark.Tests.DotNetSpark.DotNetDriver))]

namespace NotebookSqlAuth.Spark.Tests.DotNetSpark;

/// <summary>The driver that .NET for Apache Spark talks to, started as its users do when the first test asks; one for the process, as Microsoft.Spark itself has it.</summary>
public sealed class DotNetDriver : IAsyncLifetime
{
    public const string PortVariable = "DOTNETBACKEND_PORT";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dotnet-spark-");
    private readonly StringBuilder _log = new();
    private readonly SemaphoreSlim _turn = new(1);
    private Process? _process;

    /// <summary>All that the driver has logged.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts it where it does not run yet. Skips the test where this machine lacks a part of it.</summary>
    public async Task RequireAsync()
    {
        var home = SparkHome.Require(SparkHome.Spark3);
        MicrosoftSpark.RequireFolder();
        var jar = MicrosoftSpark.RequireJar();
        await _turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _process ??= await StartAsync(home, jar);
        }
        finally
        {
            _turn.Release();
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            // It exits when its standard input ends.
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _folder.Delete(recursive: true);
        _turn.Dispose();
    }

    private async Task<Process> StartAsync(SparkHome home, string jar)
    {
        var port = ConnectServer.FreePort().ToString(CultureInfo.InvariantCulture);
        Environment.SetEnvironmentVariable(PortVariable, port);
        string[] arguments =
        [
            "--class", "org.apache.spark.deploy.dotnet.DotnetRunner", "--master", "local[2]",
            "--conf", "spark.ui.enabled=false", "--conf", "spark.driver.bindAddress=127.0.0.1", "--conf", "spark.driver.host=127.0.0.1",
            "--conf", "spark.sql.warehouse.dir=" + Path.Combine(_folder.FullName, "warehouse"),
            jar, "debug", port,
        ];
        var start = new ProcessStartInfo(home.PathOf("bin", "spark-submit"), arguments)
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SPARK_HOME"] = home.Folder;
        start.Environment["SPARK_LOCAL_IP"] = "127.0.0.1";
        var process = Process.Start(start)!;
        var listens = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Keep(line.Data, listens);
        process.ErrorDataReceived += (_, line) => Keep(line.Data, listens);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (await Task.WhenAny(listens.Task, process.WaitForExitAsync(TestContext.Current.CancellationToken)) != listens.Task)
        {
            Assert.Fail(Log);
        }

        return process;
    }

    private void Keep(string? line, TaskCompletionSource listens)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }

        if (line?.Contains("Press enter to exit", StringComparison.Ordinal) == true)
        {
            listens.TrySetResult();
        }
    }
}
