using Microsoft.Data.Analysis;
using Microsoft.Spark.Sql;
using NotebookSqlAuth.DotNetSpark;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Sandbox.Engine.Fixtures;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Spark.Tests.Jvm;
using NotebookSqlAuth.Sql;
using DataFrame = Microsoft.Data.Analysis.DataFrame;
using SparkFrame = Microsoft.Spark.Sql.DataFrame;

namespace NotebookSqlAuth.Spark.Tests.DotNetSpark;

/// <summary>The adapter with the real Microsoft.Spark and its real driver on Spark 3.5.</summary>
public sealed class RealDriverTests(DotNetDriver driver, SignedInSandbox sandbox) : IClassFixture<SignedInSandbox>, IAsyncLifetime
{
    private static readonly Dictionary<string, object?> s_none = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await driver.RequireAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(IntakeTests.FrameTypes), MemberType = typeof(IntakeTests))]
    public async Task Frame_goes_to_Spark_and_comes_back_cell_by_cell(string type)
    {
        var frame = await QueryAsync($"SELECT * FROM types.[{type}]");
        var back = frame.ToSpark(LocalDriver.GetOrCreateSession(), options: new ToSparkOptions { Notice = _ => { } }).ToDataFrame();
        Assert.Equal(Expected(type), back.Rows.Select(row => (IReadOnlyList<string?>)[.. row.Select(cell => BackText(type, cell))]));
    }

    [Theory]
    [MemberData(nameof(IntakeTests.Types), MemberType = typeof(IntakeTests))]
    public async Task Rows_one_by_one_are_the_rows_of_the_Arrow_file(string type)
    {
        var spark = LocalDriver.GetOrCreateSession();
        using var session = await sandbox.OpenAsync();
        await QueryBatches.RunAsync(
            session,
            QueryText.Parse($"SELECT * FROM types.[{type}]"),
            s_none,
            new QueryOptions(),
            new ArrowOptions { MaxBatchRows = 2 },
            async (schema, batches, token) =>
            {
                using var file = new ArrowStreamFile();
                await file.WriteAsync(schema.Arrow, batches, null, token);
                RowIntake.Read(spark, schema, file, token).CreateOrReplaceTempView("one_by_one");
                var calls = new Driver(spark.Reference.Jvm);
                ViewFrame.Of(spark, calls, "at_once", ArrowIntake.Read(spark, calls, SparkVersion.Of(spark), schema, file.Path));
            },
            null,
            Cancel);
        Assert.Equal(0, await CountAsync(spark, "(TABLE one_by_one EXCEPT ALL TABLE at_once) UNION ALL (TABLE at_once EXCEPT ALL TABLE one_by_one)"));
        Assert.Equal(FixtureCatalogue.Find(FixtureCatalogue.Schema, type)!.Rows.Count, await CountAsync(spark, "TABLE one_by_one"));
    }

    [Fact]
    public async Task View_of_a_name_stays_and_one_without_leaves_nothing()
    {
        var spark = LocalDriver.GetOrCreateSession();
        Numbers(10).ToSpark(spark, "ten of `them`");
        Numbers(7).ToSpark(spark, "ten of `them`");
        var unnamed = await Numbers(5).ToSparkAsync(spark, cancellationToken: Cancel);
        Assert.Equal(7, await CountAsync(spark, "TABLE `ten of ``them```"));
        Assert.Equal(5, unnamed.ToDataFrame().Rows.Count);
        var views = await new SessionTargetSource().Create(spark).CollectAsync(await new SessionTargetSource().Create(spark).SqlAsync("SHOW VIEWS", s_none, null, null, Cancel), null, null, Cancel);
        Assert.DoesNotContain(((StringDataFrameColumn)views["viewName"]), name => name.StartsWith("notebooksqlauth", StringComparison.Ordinal));
    }

    [Fact]
    public void Large_frame_has_three_partitions_for_each_core()
    {
        var spark = LocalDriver.GetOrCreateSession();
        var frame = Numbers(13_000_000);
        Assert.Equal(6, Partitions(frame.ToSpark(spark)));
    }

    [Fact]
    public async Task Rows_that_break_off_leave_no_view_and_the_driver_takes_the_next()
    {
        var spark = LocalDriver.GetOrCreateSession();
        var target = new SessionTargetSource().Create(spark);
        var frame = Numbers(1000);
        var options = new ArrowOptions { MaxBatchRows = 500 };
        var schema = SparkSchema.Of(frame, options);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => target.CreateViewAsync("broken_off", schema, BrokenAsync(), null, Cancel));
        Assert.Equal("the query broke off", error.Message);
        var missing = await Assert.ThrowsAsync<UserError>(() => CountAsync(spark, "TABLE broken_off"));
        Assert.Equal(ErrorCodes.SparkDriverRefused, missing.Code);
        frame.ToSpark(spark, "whole");
        Assert.Equal(1000, await CountAsync(spark, "TABLE whole"));

        async IAsyncEnumerable<Apache.Arrow.RecordBatch> BrokenAsync()
        {
            foreach (var batch in FrameBatches.Of(frame, schema, options, []).Take(1))
            {
                await Task.Yield();
                yield return batch;
            }

            throw new InvalidOperationException("the query broke off");
        }
    }

    [Fact]
    public async Task Arguments_arrive_as_values_of_their_types()
    {
        var target = new SessionTargetSource().Create(LocalDriver.GetOrCreateSession());
        var arguments = new Dictionary<string, object?>
        {
            ["text"] = "O'Brien", ["flag"] = true, ["small"] = (short)-7, ["int"] = 42, ["long"] = 1L << 40, ["real"] = 0.1f, ["double"] = 0.1,
            ["exact"] = 12345678901234.5678m, ["day"] = new DateOnly(2024, 2, 29), ["local"] = new DateTime(2024, 2, 29, 13, 45, 30, 123).AddTicks(4560),
            ["instant"] = new DateTimeOffset(2024, 2, 29, 13, 45, 30, TimeSpan.FromHours(2)), ["bytes"] = new byte[] { 0, 255 }, ["none"] = null,
        };
        var sql = """
            SELECT :text = 'O\'Brien' AS text, :flag AS flag, :small = -7 AS small, :int = 42 AS int, :long = 1099511627776 AS long, :real = CAST('0.1' AS FLOAT) AS real,
            :double = 0.1D AS double, :exact = 12345678901234.5678 AS exact, :day = DATE'2024-02-29' AS day, :local = TIMESTAMP_NTZ'2024-02-29 13:45:30.123456' AS local,
            :instant = TIMESTAMP'2024-02-29 11:45:30Z' AS instant, :bytes = X'00FF' AS bytes, :none IS NULL AS none
            """;
        var answer = await target.CollectAsync(await target.SqlAsync(sql, arguments, null, null, Cancel), null, null, Cancel);
        Assert.All(answer.Columns, column => Assert.True((bool?)column[0], column.Name));
    }

    [Fact]
    public async Task Refused_SQL_is_an_error_in_Sparks_words_and_no_argument_is_logged()
    {
        var target = new SessionTargetSource().Create(LocalDriver.GetOrCreateSession());
        var canary = "canary-" + Guid.NewGuid();
        var error = await Assert.ThrowsAsync<UserError>(
            () => target.SqlAsync("SELECT :value FROM no_such_table", new Dictionary<string, object?> { ["value"] = canary }, null, null, Cancel));
        Assert.Equal(ErrorCodes.SparkDriverRefused, error.Code);
        Assert.Contains("no_such_table", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(canary, error.Message + driver.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_while_rows_come_is_an_error_in_Sparks_words()
    {
        var target = new SessionTargetSource().Create(LocalDriver.GetOrCreateSession());
        var rows = await target.SqlAsync("SELECT if(id = 90, raise_error('row ninety'), id) FROM range(100)", s_none, null, null, Cancel);
        var error = await Assert.ThrowsAsync<UserError>(() => target.CollectAsync(rows, null, null, Cancel));
        Assert.Contains("row ninety", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collected_rows_keep_their_order_and_end_at_the_bound()
    {
        var target = new SessionTargetSource().Create(LocalDriver.GetOrCreateSession());
        var rows = await target.SqlAsync("SELECT id FROM range(0, 100000, 1, 8) ORDER BY id DESC", s_none, "down", null, Cancel);
        var all = await target.CollectAsync(rows, null, null, Cancel);
        Assert.Equal(Enumerable.Range(0, 100_000).Select(i => (long?)(99_999 - i)), (Int64DataFrameColumn)all["id"]);
        Assert.Equal(11, (await target.CollectAsync(rows, 11, null, Cancel)).Rows.Count);
        Assert.Empty((await target.CollectAsync(rows, 0, null, Cancel)).Rows);
    }

    [Fact]
    public async Task Cancelled_fetch_ends_Sparks_job()
    {
        var spark = LocalDriver.GetOrCreateSession();
        var target = new SessionTargetSource().Create(spark);
        var endless = await target.SqlAsync("SELECT sum(a.id * b.id) AS s FROM range(10000000) a CROSS JOIN range(10000000) b", s_none, null, null, Cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var fetch = target.CollectAsync(endless, null, null, stop.Token);
        await UntilAsync(() => ActiveJobs(spark) > 0);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        await UntilAsync(() => ActiveJobs(spark) == 0);
    }

    [Fact]
    public void Closed_port_is_an_error_that_shows_the_command()
    {
        var port = Environment.GetEnvironmentVariable(DotNetDriver.PortVariable);
        var closed = Servers.ConnectServer.FreePort();
        Environment.SetEnvironmentVariable(DotNetDriver.PortVariable, $"{closed}");
        try
        {
            var error = Assert.Throws<UserError>(() => LocalDriver.GetOrCreateSession());
            Assert.Equal(ErrorCodes.SparkDriverNotListening, error.Code);
            Assert.Contains("spark-submit --class org.apache.spark.deploy.dotnet.DotnetRunner", error.Message, StringComparison.Ordinal);
            Assert.Contains($".jar debug {closed}", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(DotNetDriver.PortVariable, port);
        }
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!isSo())
        {
            await timer.WaitForNextTickAsync(Cancel);
        }
    }

    private static int ActiveJobs(SparkSession spark)
    {
        var calls = new Driver(spark.Reference.Jvm);
        var tracker = (Microsoft.Spark.Interop.Ipc.JvmObjectReference)calls.Call(spark.SparkContext.Reference, "statusTracker")!;
        return ((int[])calls.Call(tracker, "getActiveJobIds")!).Length;
    }

    private static int Partitions(SparkFrame frame)
    {
        var calls = new Driver(frame.Reference.Jvm);
        return (int)calls.Call((Microsoft.Spark.Interop.Ipc.JvmObjectReference)calls.Call(frame.Reference, "rdd")!, "getNumPartitions")!;
    }

    private static async Task<long> CountAsync(SparkSession spark, string sql)
    {
        var target = new SessionTargetSource().Create(spark);
        var rows = await target.SqlAsync($"SELECT count(*) FROM ({sql})", s_none, null, null, Cancel);
        return (long)(await target.CollectAsync(rows, null, null, Cancel))[0, 0];
    }

    private static DataFrame Numbers(int count) => new(new Int32DataFrameColumn("n", Enumerable.Range(0, count)));

    private static IEnumerable<IReadOnlyList<string?>> Expected(string type) =>
        FixtureCatalogue.Find(FixtureCatalogue.Schema, type)!.Rows.Select(row => (IReadOnlyList<string?>)[.. row.Select(CellText.Of)]);

    /// <summary>A frame has no type for a day alone: it comes back as its midnight.</summary>
    private static string? BackText(string type, object? cell) =>
        CellText.Of(type == "date" && cell is DateTime midnight ? DateOnly.FromDateTime(midnight) : cell);

    private async Task<DataFrame> QueryAsync(string sql)
    {
        using var session = await sandbox.OpenAsync();
        return (await QueryRunner.RunAsync(session, QueryText.Parse(sql), s_none, new QueryOptions(), null, Cancel)).ResultSets[0].Frame;
    }
}
