using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Staging;
using NotebookSqlAuth.Spark.Tests.Arrow;
using NotebookSqlAuth.Spark.Tests.Connect;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Staging;

public sealed class HandOverTests(ConnectServers servers, SandboxDatabase database) : IClassFixture<SandboxDatabase>
{
    private static readonly HandOverOptions s_files = new() { LocalRelationBytes = 0 };

    public static TheoryData<string> Sparks => ConnectServers.Sparks;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Small_result_travels_in_the_plan(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        var handedOver = await session.HandOverAsync(
            database, "SELECT OrderId, Status FROM sales.Orders WHERE OrderId <= 1000", arrow: new ArrowOptions { MaxBatchRows = 300 });
        Assert.Equal("local relation", handedOver.Way);
        Assert.Equal(1000, handedOver.Rows);
        Assert.Empty(handedOver.Notices);
        Assert.Equal(1000, await handedOver.Frame.CountAsync(cancellationToken: Token));
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Large_result_travels_as_files_that_go_with_the_session(string spark)
    {
        string folder;
        await using (var session = await servers.OpenAsync(spark))
        {
            var handedOver = await session.HandOverAsync(
                database, "SELECT * FROM sales.Orders", new HandOverOptions { MaxFileBytes = 1 << 20 }, new ArrowOptions { MaxBatchRows = 7000 });
            folder = Assert.Single(StagedFolders.OnServer(session));
            Assert.Equal("Parquet files", handedOver.Way);
            Assert.Equal(100_000, handedOver.Rows);
            Assert.Equal(100_000, await handedOver.Frame.CountAsync(cancellationToken: Token));
            var files = Directory.GetFiles(folder, "part-*.parquet");
            Assert.True(files.Length > 1);
            Assert.Equal(handedOver.Bytes, files.Sum(file => new FileInfo(file).Length));
            Assert.All(files, file => Assert.InRange(new FileInfo(file).Length, 1, 1 << 20));
        }

        Assert.False(Directory.Exists(folder));
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Edge_values_of_every_type_come_back_cell_by_cell_from_the_plan_and_from_files(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        foreach (var table in TypeTables.Names)
        {
            var plan = await session.HandOverAsync(database, TypeTables.Sql(table), null, new ArrowOptions { MaxBatchRows = 2 }, "plan");
            var files = await session.HandOverAsync(database, TypeTables.Sql(table), s_files, new ArrowOptions { MaxBatchRows = 3 }, "files");
            Assert.Equal(("local relation", "Parquet files"), (plan.Way, files.Way));
            await TypeTables.AssertAsync(database, session, table, "plan");
            await TypeTables.AssertAsync(database, session, table, "files");
        }
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Decimals_of_38_digits_come_whole(string spark)
    {
        string?[] expected =
        [
            "1234567890123456789012345678.0123456789",
            "-9999999999999999999999999999.9999999999",
            "9999999999999999999999999999.9999999999",
            null,
        ];
        await using var session = await servers.OpenAsync(spark);
        await session.HandOverAsync(database, TypeTables.Sql("decimal38"), view: "plan");
        await session.HandOverAsync(database, TypeTables.Sql("decimal38"), s_files, view: "files");
        foreach (var view in new[] { "plan", "files" })
        {
            var frame = await session.SqlAsync($"SELECT CAST(value AS STRING) AS value FROM {view} WHERE length(CAST(value AS STRING)) > 20 OR value IS NULL ORDER BY id", null, null, Token);
            var actual = (await frame.CollectAsync(cancellationToken: Token))["value"].Cast<string?>();
            Assert.Equal(expected, actual);
        }
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task View_has_the_types_that_were_handed_over_and_files_make_all_nullable(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        SparkSchema? schema = null;
        await session.HandOverAsync(database, TypeTables.Everything, view: "plan", seen: seen => schema = seen);
        await session.HandOverAsync(database, TypeTables.Everything, s_files, view: "files");
        Assert.Contains("\"nullable\":false", schema!.Json, StringComparison.Ordinal);
        Assert.Equal(schema.Json, await session.Table("plan").SchemaJsonAsync(Token));
        Assert.Equal(
            schema.Json.Replace("\"nullable\":false", "\"nullable\":true", StringComparison.Ordinal),
            await session.Table("files").SchemaJsonAsync(Token));
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task No_rows_are_an_empty_view_with_its_columns(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        foreach (var options in new[] { new HandOverOptions(), s_files })
        {
            SparkSchema? schema = null;
            var handedOver = await session.HandOverAsync(
                database, TypeTables.Everything + " WHERE id = 0", options, seen: seen => schema = seen);
            Assert.Equal(0, handedOver.Rows);
            Assert.Equal(schema!.Json, await handedOver.Frame.SchemaJsonAsync(Token));
            Assert.Equal(0, await handedOver.Frame.CountAsync(cancellationToken: Token));
        }
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task One_row_of_300_columns_comes_either_way(string spark)
    {
        var sql = "SELECT " + string.Join(", ", Enumerable.Range(0, 300).Select(i => i % 3 == 0 ? $"{i} AS c{i}" : i % 3 == 1 ? $"'t{i}' AS c{i}" : $"CAST(NULL AS float) AS c{i}"));
        await using var session = await servers.OpenAsync(spark);
        foreach (var options in new[] { new HandOverOptions(), s_files })
        {
            var handedOver = await session.HandOverAsync(database, sql, options);
            var frame = await handedOver.Frame.CollectAsync(cancellationToken: Token);
            Assert.Equal((1L, 300), (frame.Rows.Count, frame.Columns.Count));
            Assert.Equal([297, "t298", null], frame.Columns.Skip(297).Select(column => column[0]));
        }
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Grouped_result_equals_the_frames_own(string spark)
    {
        using var sql = await database.OpenAsync();
        var orders = (await SandboxDatabase.RunAsync(sql, "SELECT Status, OrderId FROM sales.Orders")).ResultSets[0].Frame;
        var expected = orders.GroupBy("Status").Count("OrderId");
        await using var session = await servers.OpenAsync(spark);
        await session.HandOverAsync(database, "SELECT Status, OrderId FROM sales.Orders", s_files);
        var grouped = await (await session.SqlAsync("SELECT Status, count(OrderId) AS n FROM handed_over GROUP BY Status", null, null, Token))
            .CollectAsync(cancellationToken: Token);
        Assert.Equal(
            expected.Rows.Select(row => $"{row["Status"]} {row["OrderId"]}").Order(StringComparer.Ordinal),
            grouped.Rows.Select(row => $"{row["Status"]} {row["n"]}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Filters_that_Spark_pushes_into_the_files_lose_no_row(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        foreach (var type in new[] { "nvarchar", "datetimeoffset" })
        {
            await session.HandOverAsync(database, $"SELECT value FROM types.[{type}] WHERE value IS NOT NULL", s_files);
            var values = (await session.Table("handed_over").CollectAsync(cancellationToken: Token))["value"].Cast<object>().ToList();
            foreach (var value in values)
            {
                var found = await session.SqlAsync(
                    "SELECT value FROM handed_over WHERE value = :wanted AND value <= :wanted AND value >= :wanted",
                    new Dictionary<string, object?> { ["wanted"] = value }, null, Token);
                Assert.Equal(values.Count(value.Equals), await found.CountAsync(cancellationToken: Token));
            }
        }
    }
}
