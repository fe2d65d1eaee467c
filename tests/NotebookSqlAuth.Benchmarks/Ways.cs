using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Staging;
using NotebookSqlAuth.Spark.Tests.Servers;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Benchmarks;

/// <summary>Every way that is measured, on one Spark: ours, and the peers.</summary>
internal sealed class Ways : IAsyncDisposable
{
    public const string FrameByConnect = "Connect: frame to Spark";
    public const string CachedLocalRelations = "Connect: cached local relations";
    public const string Stream = "Connect: stream SQL to Spark";
    public const string FrameAlone = "SQL to DataFrame alone";
    public const string OwnRead = "Spark's own read of Parquet";
    public const string FrameByBridge = "JVM bridge: ToSpark from the frame";
    public const string BareCallsByBridge = "JVM bridge: bare calls, Arrow file on disk";
    public const string PySparkWithArrow = "PySpark createDataFrame(pandas), Arrow on";
    public const string PySparkWithoutArrow = "PySpark createDataFrame(pandas), Arrow off";

    private const int LiteralRows = 10_000;

    /// <summary>Each becomes a local relation of its own; PySpark cuts nothing, but one of all rows would not fit a message.</summary>
    private const int CachedRelationRows = 250_000;

    private readonly Orders _orders;
    private readonly ConnectServer _server;
    private readonly PeerProcess _jvm;
    private readonly PeerProcess? _pySpark;
    private readonly Bridge? _bridge;
    private readonly string _folder = Directory.CreateTempSubdirectory("notebooksqlauth-benchmark-").FullName;

    private Ways(Orders orders, ConnectServer server, PeerProcess jvm, PeerProcess? pySpark, Bridge? bridge)
    {
        (_orders, _server, _jvm, _pySpark, _bridge) = (orders, server, jvm, pySpark, bridge);
        All =
        [
            new(FrameByConnect, FrameByConnectAsync),
            new(CachedLocalRelations, CachedLocalRelationsAsync),
            new($"Connect: literals ({LiteralRows} rows only)", LiteralsAsync),
            new(Stream, StreamAsync),
            new(FrameAlone, FrameAloneAsync),
            new(OwnRead, OwnReadAsync),
            .. _bridge is null ? [] : new Way[]
            {
                new(FrameByBridge, () => Task.FromResult(_bridge.FromFrame(_orders.Frame))),
                new(BareCallsByBridge, () => Task.FromResult(_bridge.BareCalls(ArrowFile, File.ReadAllText(SchemaFile)))),
            },
            new("JVM without the bridge: frame written plainly, then the calls", FrameByBridgeAsync),
            new("JVM without the bridge: bare calls, Arrow file on disk", BareCallsAsync),
            .. _pySpark is null ? [] : new Way[]
            {
                new(PySparkWithArrow, () => _pySpark.AskAsync(ArrowFile, "arrow", Orders.SparkSql)),
                new(PySparkWithoutArrow, () => _pySpark.AskAsync(ArrowFile, "rows", Orders.SparkSql)),
            },
        ];
        Missing =
        [
            .. _bridge is null ? new List<string> { "the JVM bridge: NOTEBOOKSQLAUTH_MICROSOFT_SPARK and NOTEBOOKSQLAUTH_MICROSOFT_SPARK_JAR name no .NET for Apache Spark" } : new List<string>(),
            .. _pySpark is null ? new List<string> { "PySpark: no python3 with pandas and pyarrow, or no folder python in Spark's; its own words stand above" } : new List<string>(),
        ];
    }

    public IReadOnlyList<Way> All { get; }

    /// <summary>What this machine has no peer for, and what it lacks.</summary>
    public IReadOnlyList<string> Missing { get; }

    private string ArrowFile => Path.Combine(_folder, "orders.arrow");

    private string SchemaFile => Path.Combine(_folder, "orders.json");

    private string ParquetFolder => Path.Combine(_folder, "orders.parquet");

    public static async Task<Ways> StartAsync(SparkHome spark, Orders orders)
    {
        var here = AppContext.BaseDirectory;
        string[] opened = ["java.nio", "sun.nio.ch", "java.lang", "java.util", "java.lang.invoke"];
        string[] jvm =
        [
            "-Xmx4g", "-cp", spark.PathOf("jars", "*"),
            .. opened.Select(package => $"--add-opens=java.base/{package}=ALL-UNNAMED"),
            "-Dspark.ui.enabled=false", "-Dspark.driver.bindAddress=127.0.0.1", "-Dspark.driver.host=127.0.0.1",
            Path.Combine(here, "Peers", "JvmPeer.java"),
        ];
        var python = new Dictionary<string, string>
        {
            ["SPARK_HOME"] = spark.Folder,
            ["SPARK_LOCAL_IP"] = "127.0.0.1",
            ["PYTHONPATH"] = spark.PathOf("python"),
            ["PYSPARK_PYTHON"] = "/usr/bin/python3",
        };
        var ways = new Ways(
            orders,
            await ConnectServer.StartAsync(spark, driverMemory: "4g"),
            await PeerProcess.StartAsync("java", jvm, new Dictionary<string, string>()),
            await TryStartAsync("/usr/bin/python3", [Path.Combine(here, "Peers", "pyspark_peer.py")], python),
            await Bridge.StartAsync(spark));
        await ways.PrepareFilesAsync();
        return ways;
    }

    public async ValueTask DisposeAsync()
    {
        if (_bridge is not null)
        {
            await _bridge.DisposeAsync();
        }

        if (_pySpark is not null)
        {
            await _pySpark.DisposeAsync();
        }

        await _jvm.DisposeAsync();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<PeerProcess?> TryStartAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        try
        {
            return await PeerProcess.StartAsync(program, arguments, environment);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return null;
        }
    }

    /// <summary>An answer's rows in the form that all languages share.</summary>
    internal static string Answer(DataFrame frame) => PeerProcess.Canonical(string.Join(
        ' ', frame.Rows.Select(row => string.Join(' ', row.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))))));

    private static async IAsyncEnumerable<RecordBatch> BatchesAsync(DataFrame frame, SparkSchema schema, ArrowOptions options)
    {
        foreach (var batch in FrameBatches.Of(frame, schema, options, []))
        {
            await Task.CompletedTask;
            yield return batch;
        }
    }

    /// <summary>Two cores: one partition each.</summary>
    private static ArrowOptions BridgeOptions(DataFrame frame) => new() { MaxBatchRows = (int)((frame.Rows.Count + 1) / 2) };

    private async Task PrepareFilesAsync()
    {
        WriteArrow(ArrowFile);
        await using var session = await OpenAsync();
        var handedOver = await HandOverFrameAsync(session);
        await handedOver.Frame.WriteParquetAsync(ParquetFolder);
    }

    private Task<ConnectSession> OpenAsync() =>
        ConnectSession.OpenAsync(ConnectAddress.Parse(_server.Address), null, new ConnectOptions(), CancellationToken.None);

    private Task<HandedOver> HandOverFrameAsync(ConnectSession session)
    {
        var options = new ArrowOptions { MaxBatchBytes = HandOver.BatchBytes };
        var schema = SparkSchema.Of(_orders.Frame, options);
        return HandOver.RunAsync(
            session, "orders", schema, BatchesAsync(_orders.Frame, schema, options), new HandOverOptions(), null, CancellationToken.None);
    }

    private async Task<WayTime> FrameByConnectAsync() => await MeasureAsync(HandOverFrameAsync);

    private async Task<WayTime> StreamAsync() => await MeasureAsync(session => QueryBatches.RunAsync(
        _orders.Session,
        _orders.Query,
        new Dictionary<string, object?>(),
        new QueryOptions(),
        new ArrowOptions { MaxBatchBytes = HandOver.BatchBytes },
        (schema, batches, stop) => HandOver.RunAsync(session, "orders", schema, batches, new HandOverOptions(), null, stop),
        null,
        CancellationToken.None));

    private async Task<WayTime> CachedLocalRelationsAsync() => await MeasureAsync(async session =>
    {
        var options = new ArrowOptions { MaxBatchRows = CachedRelationRows };
        var schema = SparkSchema.Of(_orders.Frame, options);
        var names = new List<string>();
        foreach (var batch in FrameBatches.Of(_orders.Frame, schema, options, []))
        {
            using var stream = new MemoryStream();
            using (batch)
            using (var writer = new ArrowStreamWriter(stream, schema.Arrow, leaveOpen: true))
            {
                await writer.WriteRecordBatchAsync(batch);
                await writer.WriteEndAsync();
            }

            var part = await session.CacheLocalRelationAsync(stream.GetBuffer().AsMemory(0, (int)stream.Length), schema.Json, CancellationToken.None);
            names.Add(string.Create(CultureInfo.InvariantCulture, $"orders_{names.Count}"));
            await part.CreateTempViewAsync(names[^1]);
        }

        var all = string.Join(" UNION ALL ", names.Select(name => $"SELECT * FROM {name}"));
        await (await session.SqlAsync(all, null, null, CancellationToken.None)).CreateTempViewAsync("orders");
    });

    /// <summary>What people write who have no other way; its answer is that of fewer rows, so it is left out of the comparison.</summary>
    private async Task<WayTime> LiteralsAsync() => (await MeasureAsync(async session =>
    {
        var frame = _orders.Frame;
        var sql = new StringBuilder("CREATE OR REPLACE TEMP VIEW orders AS SELECT * FROM VALUES ");
        for (var row = 0L; row < Math.Min(LiteralRows, frame.Rows.Count); row++)
        {
            var name = frame["name"][row] is string text ? $"'{text}'" : "CAST(NULL AS STRING)";
            sql.Append(
                CultureInfo.InvariantCulture,
                $"{(row == 0 ? "" : ", ")}({frame["id"][row]}L, {frame["customer"][row]}, '{frame["status"][row]}', {name}, CAST({frame["amount"][row]} AS DECIMAL(18,4)), {frame["price"][row]:R}D, TIMESTAMP_NTZ '{frame["created"][row]:yyyy-MM-dd HH:mm:ss.ffffff}', {frame["active"][row]})");
        }

        sql.Append(" AS orders(id, customer, status, name, amount, price, created, active)");
        await session.SqlAsync(sql.ToString(), null, null, CancellationToken.None);
    })) with { Answer = "" };

    private async Task<WayTime> FrameAloneAsync()
    {
        var started = Stopwatch.GetTimestamp();
        await _orders.ReadAsync();
        return new WayTime(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, "");
    }

    private async Task<WayTime> OwnReadAsync() =>
        await MeasureAsync(session => session.ReadParquet([ParquetFolder]).CreateTempViewAsync("orders"));

    private async Task<WayTime> BareCallsAsync() => await _jvm.AskAsync(ArrowFile, SchemaFile, Orders.SparkSql);

    private async Task<WayTime> FrameByBridgeAsync()
    {
        var file = Path.Combine(_folder, "handover.arrow");
        var started = Stopwatch.GetTimestamp();
        WriteArrow(file);
        var written = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var time = await _jvm.AskAsync(file, SchemaFile, Orders.SparkSql);
        File.Delete(file);
        return time with { HandOverSeconds = written + time.HandOverSeconds };
    }

    private void WriteArrow(string file)
    {
        var options = BridgeOptions(_orders.Frame);
        var schema = SparkSchema.Of(_orders.Frame, options);
        File.WriteAllText(SchemaFile, schema.Json);
        using var stream = File.Create(file);
        using var writer = new ArrowStreamWriter(stream, schema.Arrow);
        foreach (var batch in FrameBatches.Of(_orders.Frame, schema, options, []))
        {
            using (batch)
            {
                writer.WriteRecordBatch(batch);
            }
        }

        writer.WriteEnd();
    }

    /// <summary>A session of its own for each run, so that nothing is cached from the one before.</summary>
    private async Task<WayTime> MeasureAsync(Func<ConnectSession, Task> handOver)
    {
        await using var session = await OpenAsync();
        var started = Stopwatch.GetTimestamp();
        await handOver(session);
        var handedOver = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var frame = await (await session.SqlAsync(Orders.SparkSql, null, null, CancellationToken.None)).CollectAsync();
        var together = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new WayTime(handedOver, together - handedOver, Answer(frame));
    }
}
