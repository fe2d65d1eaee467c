using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.Spark.Interop.Ipc;
using Microsoft.Spark.Sql;
using NotebookSqlAuth.DotNetSpark;
using NotebookSqlAuth.Spark.Tests.Servers;
using DataFrame = Microsoft.Data.Analysis.DataFrame;

namespace NotebookSqlAuth.Benchmarks;

/// <summary>The real .NET for Apache Spark, where environment variables name it: its driver, and its session in this process.</summary>
internal sealed class Bridge : IAsyncDisposable
{
    private const string PythonUtils = "org.apache.spark.sql.api.python.PythonSQLUtils";

    private readonly Process _driver;

    // Held by each measurement, because the session is the process's own and not this object's.
    private readonly Lock _turn = new();

    private readonly Task _output;

    private Bridge(Process driver, Task output) => (_driver, _output) = (driver, output);

    /// <summary>Starts the driver as its users do; null where this machine has no Microsoft.Spark.</summary>
    public static async Task<Bridge?> StartAsync(SparkHome spark)
    {
        var folder = Environment.GetEnvironmentVariable("NOTEBOOKSQLAUTH_MICROSOFT_SPARK");
        var jar = Environment.GetEnvironmentVariable("NOTEBOOKSQLAUTH_MICROSOFT_SPARK_JAR");
        if (!File.Exists(Path.Combine(folder ?? "", "Microsoft.Spark.dll")) || !File.Exists(jar))
        {
            return null;
        }

        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(folder!, name.Name + ".dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
        var port = ConnectServer.FreePort().ToString(CultureInfo.InvariantCulture);
        Environment.SetEnvironmentVariable("DOTNETBACKEND_PORT", port);
        string[] arguments =
        [
            "--class", "org.apache.spark.deploy.dotnet.DotnetRunner", "--master", "local[2]", "--driver-memory", "4g",
            "--conf", "spark.ui.enabled=false", "--conf", "spark.driver.bindAddress=127.0.0.1", "--conf", "spark.driver.host=127.0.0.1",
            "--conf", "spark.sql.shuffle.partitions=2", jar!, "debug", port,
        ];
        var start = new ProcessStartInfo(spark.PathOf("bin", "spark-submit"), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SPARK_HOME"] = spark.Folder;
        start.Environment["SPARK_LOCAL_IP"] = "127.0.0.1";
        var driver = Process.Start(start)!;
        driver.ErrorDataReceived += (_, _) => { };
        driver.BeginErrorReadLine();
        while (await driver.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Press enter to exit", StringComparison.Ordinal))
            {
                // What it writes from now on is nobody's, and a full pipe would stop it.
                return new Bridge(driver, driver.StandardOutput.BaseStream.CopyToAsync(Stream.Null));
            }
        }

        await driver.WaitForExitAsync();
        driver.Dispose();
        throw new InvalidOperationException("The driver of .NET for Apache Spark did not start.");
    }

    /// <summary>From the finished frame to a temp view.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public WayTime FromFrame(DataFrame frame) => Measure(spark => frame.ToSpark(spark, "orders"));

    /// <summary>The calls alone, on an Arrow file that lies on disk.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public WayTime BareCalls(string arrowFile, string schemaJson) => Measure(spark =>
    {
        var jvm = spark.Reference.Jvm;
        var batches = jvm.CallStaticJavaMethod(PythonUtils, "readArrowStreamFromFile", arrowFile);
        var rows = (JvmObjectReference)jvm.CallStaticJavaMethod(PythonUtils, "toDataFrame", batches, schemaJson, spark.Reference);
        jvm.CallNonStaticJavaMethod(rows, "createOrReplaceTempView", "orders");
    });

    public async ValueTask DisposeAsync()
    {
        // References of the JVM are let go by their finalizers, which would find no driver later and say so on the console.
        GC.Collect();
        GC.WaitForPendingFinalizers();

        // It exits when its standard input ends.
        _driver.StandardInput.Close();
        await _driver.WaitForExitAsync();
        await _output;
        _driver.Dispose();
    }

    private WayTime Measure(Action<SparkSession> handOver)
    {
        using var turn = _turn.EnterScope();
        var spark = LocalDriver.GetOrCreateSession();
        var started = Stopwatch.GetTimestamp();
        handOver(spark);
        var handedOver = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var answer = spark.Sql(Orders.SparkSql).ToDataFrame();
        return new WayTime(handedOver, Stopwatch.GetElapsedTime(started).TotalSeconds - handedOver, Ways.Answer(answer));
    }
}
