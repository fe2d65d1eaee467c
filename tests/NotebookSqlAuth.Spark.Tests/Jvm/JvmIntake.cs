using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Apache.Arrow;
using NotebookSqlAuth.DotNetSpark;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Jvm;

/// <summary>A local Spark in a JVM of its own, which takes the adapter's Arrow files in as the bridge would have it do.</summary>
public sealed class JvmIntake : IAsyncLifetime
{
    // What spark-submit itself passes on JDK 17 (org.apache.spark.launcher.JavaModuleOptions), as far as a local session needs it.
    private static readonly string[] s_opened =
        ["java.lang", "java.lang.invoke", "java.lang.reflect", "java.io", "java.net", "java.nio", "java.util", "java.util.concurrent", "java.util.concurrent.atomic", "sun.nio.ch", "sun.nio.cs", "sun.security.action", "sun.util.calendar"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spark-jvm-");
    private readonly SemaphoreSlim _turn = new(1);
    private readonly StringBuilder _log = new();
    private Process? _java;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_java is not null)
        {
            _java.StandardInput.Close();
            await _java.WaitForExitAsync();
            _java.Dispose();
        }

        _folder.Delete(recursive: true);
        _turn.Dispose();
    }

    /// <summary>Hands batches over as the adapter does, and tells what Spark holds then. Skips the test where there is no Spark 3.</summary>
    /// <param name="schema">Of the batches.</param>
    /// <param name="batches">Are disposed.</param>
    /// <param name="maxPlanBytes">The bytes up to which Spark keeps rows in the plan; beyond, each batch is a partition.</param>
    internal async Task<TakenIn> TakeAsync(SparkSchema schema, IAsyncEnumerable<RecordBatch> batches, long maxPlanBytes = 0)
    {
        var home = SparkHome.Require(SparkHome.Spark3);
        await _turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _java ??= await StartAsync(home);
            using var file = new ArrowStreamFile();
            await file.WriteAsync(schema.Arrow, batches, null, TestContext.Current.CancellationToken);
            var schemaFile = Path.Combine(_folder.FullName, "schema.json");
            var answerFile = Path.Combine(_folder.FullName, "answer.json");
            await File.WriteAllTextAsync(schemaFile, schema.Json, TestContext.Current.CancellationToken);
            await _java.StandardInput.WriteLineAsync($"{file.Path}\t{schemaFile}\t{answerFile}\t{maxPlanBytes}");
            Assert.Equal("done", await _java.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            return JsonSerializer.Deserialize<TakenIn>(await File.ReadAllTextAsync(answerFile, TestContext.Current.CancellationToken), JsonSerializerOptions.Web)!;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Process> StartAsync(SparkHome home)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Jvm", "ArrowIntake.java");
        string[] arguments = [.. s_opened.Select(package => $"--add-opens=java.base/{package}=ALL-UNNAMED"), "-Xmx1g", "-cp", home.PathOf("jars", "*"), program];
        var start = new ProcessStartInfo("java", arguments)
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SPARK_LOCAL_IP"] = "127.0.0.1";
        start.Environment["SPARK_LOCAL_DIRS"] = _folder.FullName;
        var java = Process.Start(start)!;
        java.ErrorDataReceived += (_, line) => _log.AppendLine(line.Data);
        java.BeginErrorReadLine();
        if (await java.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is null)
        {
            await java.WaitForExitAsync();
            Assert.Fail(_log.ToString());
        }

        return java;
    }
}

/// <summary>What Spark held.</summary>
/// <param name="Schema">Its schema as JSON.</param>
/// <param name="Partitions">How many.</param>
/// <param name="Rows">Each cell as <see cref="CellText"/> writes it; null for NULL.</param>
internal sealed record TakenIn(string Schema, int Partitions, IReadOnlyList<IReadOnlyList<string?>> Rows);
