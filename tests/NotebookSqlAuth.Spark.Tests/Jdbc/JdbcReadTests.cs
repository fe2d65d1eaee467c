using System.Globalization;
using System.Text.Json;
using Apache.Arrow.Ipc;
using NotebookSqlAuth.Sandbox.Engine.Fixtures;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Jdbc;
using NotebookSqlAuth.Spark.Tests.Servers;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Spark.Tests.Jdbc;

/// <summary>Spark's executors read from the sandbox, with Microsoft's driver and the analyst's token.</summary>
[Collection(nameof(JdbcServers))]
public sealed class JdbcReadTests(JdbcServers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(ConnectServers.Sparks), MemberType = typeof(ConnectServers))]
    public async Task Four_partitions_are_four_queries_of_the_user_and_hold_the_rows_of_a_single_read(string spark)
    {
        await using var session = await JdbcServers.OpenSparkAsync((await servers.OfAsync(spark)).Server.Address);
        using var sql = await servers.OpenSqlAsync();
        const string Select = "SELECT * FROM sales.Orders WHERE OrderId <= 10000";

        var view = await CreateAsync(session, sql, Select, "OrderId", 4);
        var before = servers.Sandbox.Audit.Entries.Count;
        var parts = await CollectAsync(session, "SELECT spark_partition_id() AS part, COUNT(*) AS n, MIN(OrderId) AS low, MAX(OrderId) AS high FROM orders GROUP BY 1 ORDER BY 1");

        Assert.Equal(["0, 2500, 1, 2500", "1, 2500, 2501, 5000", "2, 2500, 5001, 7500", "3, 2500, 7501, 10000"], parts);
        var asked = servers.Sandbox.Audit.Entries.Skip(before).Where(entry => entry.Statement != "LOGIN").ToList();
        Assert.Equal(4, asked.Count);
        Assert.All(asked, entry => Assert.Equal(("alice@contoso.example", "NotebookSqlAuth", null), (entry.UserName, entry.ApplicationName, entry.ErrorNumber)));
        Assert.Equal(
            ["[split] < 2501 OR [split] IS NULL", "[split] >= 2501 AND [split] < 5001", "[split] >= 5001 AND [split] < 7501", "[split] >= 7501"],
            asked.Select(entry => entry.Statement.Split(" WHERE ")[^1].Trim()).Order(StringComparer.Ordinal));
        await EqualsSingleReadAsync(session, sql, Select);
        Assert.InRange(view.TokenExpiresOn, DateTimeOffset.UtcNow.AddMinutes(5), DateTimeOffset.UtcNow.AddHours(2));
        Assert.Matches(@"^Spark reads with your token for \d\d minutes, until \d\d:\d\d UTC", Assert.Single(view.Notices));
        Assert.Equal("10000", Assert.Single(await CollectAsync(view.Frame, "SELECT COUNT(*) FROM orders")));
    }

    [Theory]
    [MemberData(nameof(ConnectServers.Sparks), MemberType = typeof(ConnectServers))]
    public async Task Every_type_has_the_schema_and_the_values_of_a_single_read(string spark)
    {
        await using var session = await JdbcServers.OpenSparkAsync((await servers.OfAsync(spark)).Server.Address);
        using var sql = await servers.OpenSqlAsync();

        // xml is refused by both ways, and a frame's decimals end before decimal(38,10) does.
        foreach (var table in FixtureCatalogue.Tables.Where(table => table.Name is not ("xml" or "everything" or "decimal38")))
        {
            var select = $"SELECT * FROM types.{table.Name}";
            await CreateAsync(session, sql, select, "id", 2);

            Assert.Equal(table.Rows.Count.ToString(CultureInfo.InvariantCulture), Assert.Single(await CollectAsync(session, "SELECT COUNT(value) + COUNT_IF(value IS NULL) FROM orders")));
            await EqualsSingleReadAsync(session, sql, select);
        }
    }

    [Theory]
    [MemberData(nameof(ConnectServers.Sparks), MemberType = typeof(ConnectServers))]
    public async Task Values_that_a_driver_or_a_frame_would_change_arrive_as_they_are(string spark)
    {
        await using var session = await JdbcServers.OpenSparkAsync((await servers.OfAsync(spark)).Server.Address);
        using var sql = await servers.OpenSqlAsync();

        await CreateAsync(session, sql, "SELECT * FROM types.decimal38", "id", 2);
        Assert.Equal(
            ["decimal(38,10), 1234567890123456789012345678.0123456789", "decimal(38,10), -9999999999999999999999999999.9999999999"],
            await CollectAsync(session, "SELECT typeof(value), CAST(value AS STRING) FROM orders WHERE id < 3 ORDER BY id"));

        // Two o'clock does not exist on that day in the server's time zone, nor that October day in Java's calendar.
        await CreateAsync(
            session,
            sql,
            "SELECT CAST('2024-03-10T02:30:00.1234567' AS datetime2(7)) AS spring, CAST('2024-03-10T02:30:00' AS datetime) AS older, CAST('1582-10-10' AS date) AS october, 1 AS n",
            "n",
            4);
        Assert.Equal(
            ["2024-03-10 02:30:00.123456, 2024-03-10 02:30:00, 1582-10-10"],
            await CollectAsync(session, "SELECT CAST(spring AS STRING), CAST(older AS STRING), CAST(october AS STRING) FROM orders"));
    }

    [Theory]
    [InlineData("OrderId", "int", 4)]
    [InlineData("Big", "bigint", 4)]
    [InlineData("Total", "decimal", 4)]
    [InlineData("Day", "date", 4)]
    [InlineData("OrderedAt", "datetime2", 4)]
    [InlineData("ShippedAt", "datetime2 with NULL", 4)]
    [InlineData("Few", "tinyint", 3)]
    [InlineData("Small", "smallint", 4)]
    [InlineData("Price", "money", 4)]
    [InlineData("Cheap", "smallmoney", 4)]
    [InlineData("Older", "datetime", 4)]
    [InlineData("Balance", "decimal(12,3) on both sides of zero", 4)]
    [InlineData("Long", "decimal(38,10) beyond 28 digits", 4)]
    public async Task Ranges_of_each_kind_of_column_hold_each_row_once(string column, string kind, int partitions)
    {
        await using var session = await JdbcServers.OpenSparkAsync((await servers.OfAsync(SparkHome.Spark4)).Server.Address);
        using var sql = await servers.OpenSqlAsync();
        const string Select = """
            SELECT OrderId, CAST(CAST(OrderId AS bigint) * 3000000000 AS bigint) AS Big, Total, CAST(OrderedAt AS date) AS Day, OrderedAt, ShippedAt, CAST(OrderId % 3 AS tinyint) AS Few,
                CAST(OrderId - 1000 AS smallint) AS Small, CAST(OrderId * 1000.0625 - 1000000 AS money) AS Price, CAST(OrderId * 0.5 - 500 AS smallmoney) AS Cheap,
                CAST(OrderedAt AS datetime) AS Older,
                CAST(OrderId * 0.001 - 1 AS decimal(12,3)) AS Balance, CAST(CONCAT('9', CAST(1000000 + OrderId AS varchar(10)), '00000000000000000000.0000000001') AS decimal(38,10)) AS Long
            FROM sales.Orders WHERE OrderId <= 2000
            """;

        var view = await CreateAsync(session, sql, Select, column, 4);
        var before = servers.Sandbox.Audit.Entries.Count;

        Assert.Equal(partitions, view.Partitions);
        Assert.Equal(["2000, 2000"], await CollectAsync(session, "SELECT COUNT(*), COUNT(DISTINCT OrderId) FROM orders"));
        var parts = await CollectAsync(session, $"SELECT CAST(SUM(n) AS INT), COUNT(*) FROM (SELECT spark_partition_id() AS part, COUNT(*) AS n FROM orders GROUP BY 1)");
        Assert.Equal([$"2000, {partitions}"], parts);
        var spread = await CollectAsync(session, $"SELECT COUNT(*) FROM (SELECT spark_partition_id() AS part FROM orders WHERE {column} IS NULL GROUP BY 1 HAVING part > 0)");
        Assert.True(spread is ["0"], $"NULLs of {kind} are in the first partition.");

        // Each cut is a value of the column's own type, and the parts follow one another.
        var type = kind.Split('(', ' ')[0];
        var asked = servers.Sandbox.Audit.Entries.Skip(before).Where(entry => entry.Statement.Contains("[split] >= ", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(asked);
        var cut = type == "int" ? @"\d+" : $@"CAST\(\S+ AS {type}(\(\d+(,\d+)?\))?\)";
        Assert.All(asked, entry => Assert.Matches(@"\[split\] >= " + cut, entry.Statement));
        var overlaps = await CollectAsync(
            session,
            $"SELECT COUNT(*) FROM (SELECT low, LAG(high) OVER (ORDER BY part) AS below FROM (SELECT spark_partition_id() AS part, MIN({column}) AS low, MAX({column}) AS high FROM orders GROUP BY 1)) WHERE low <= below");
        Assert.Equal(["0"], overlaps);
        Assert.Equal(partitions < 4, view.Notices.Any(notice => notice.Contains("there are 3 partitions and not 4", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("SELECT * FROM sales.Orders WHERE OrderId < 0", "0", "has no value")]
    [InlineData("SELECT * FROM sales.Orders WHERE OrderId = 7", "1", "has one value only, so there is 1 partition and not 4")]
    [InlineData("SELECT TOP (5) OrderId FROM sales.Orders ORDER BY OrderId DESC", "5", "chooses rows by an order (TOP)")]
    [InlineData("WITH first AS (SELECT OrderId FROM sales.Orders WHERE OrderId < 10) SELECT OrderId FROM first -- and no more", "9", null)]
    [InlineData("SELECT OrderId FROM sales.Orders WHERE OrderId < 3 UNION ALL SELECT OrderId FROM sales.Orders WHERE OrderId = 9", "3", null)]
    [InlineData("SELECT OrderId, Total AS [a \"quoted\" `name`] FROM sales.Orders WHERE OrderId <= 8", "8", null)]
    public async Task Selects_of_many_shapes_are_read_whole(string select, string rows, string? notice)
    {
        await using var session = await JdbcServers.OpenSparkAsync((await servers.OfAsync(SparkHome.Spark3)).Server.Address);
        using var sql = await servers.OpenSqlAsync();

        var view = await CreateAsync(session, sql, select, "orderid", 4);

        Assert.Equal([rows], await CollectAsync(session, "SELECT COUNT(*) FROM orders"));
        await EqualsSingleReadAsync(session, sql, select);
        Assert.Equal(notice is not null, view.Notices.Any(line => notice is not null && line.Contains(notice, StringComparison.Ordinal)));
    }

    private Task<JdbcView> CreateAsync(ConnectSession session, SqlSession sql, string select, string column, int partitions) =>
        JdbcRead.CreateViewAsync(session, "orders", servers.Connector, sql, QueryText.Parse(select), new JdbcOptions(column, partitions), Token);

    private static Task<List<string>> CollectAsync(ConnectDataFrame frame, string sql) => CollectAsync(frame.Session, sql);

    private static async Task<List<string>> CollectAsync(ConnectSession session, string sql)
    {
        var frame = await (await session.SqlAsync(sql, null, null, Token)).CollectAsync(cancellationToken: Token);
        return [.. frame.Rows.Select(row => string.Join(", ", row.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))))];
    }

    /// <summary>Reads the same SELECT here, hands it over, and has Spark compare schemas and rows.</summary>
    private static async Task EqualsSingleReadAsync(ConnectSession session, SqlSession sql, string select)
    {
        var result = await QueryRunner.RunAsync(sql, QueryText.Parse(select), new Dictionary<string, object?>(), new QueryOptions(), null, Token);
        var frame = result.ResultSets[0].Frame;
        var options = new ArrowOptions();
        var schema = SparkSchema.Of(frame, options);
        Assert.Equal(Columns(schema.Json), Columns(await session.Table("orders").SchemaJsonAsync(Token)));
        if (frame.Rows.Count == 0)
        {
            // Spark makes no local relation of an Arrow stream without a batch.
            Assert.Equal(["0"], await CollectAsync(session, "SELECT COUNT(*) FROM orders"));
            return;
        }

        using var stream = new MemoryStream();
        using (var writer = new ArrowStreamWriter(stream, schema.Arrow, leaveOpen: true))
        {
            await writer.WriteStartAsync(Token);
            foreach (var batch in FrameBatches.Of(frame, schema, options, []))
            {
                using (batch)
                {
                    await writer.WriteRecordBatchAsync(batch, Token);
                }
            }

            await writer.WriteEndAsync(Token);
        }

        await session.LocalRelation(stream.ToArray(), schema.Json).CreateTempViewAsync("single", Token);
        var differences = await CollectAsync(
            session, "SELECT COUNT(*) FROM ((SELECT * FROM single EXCEPT ALL SELECT * FROM orders) UNION ALL (SELECT * FROM orders EXCEPT ALL SELECT * FROM single))");
        Assert.True(differences is ["0"], $"{differences[0]} rows differ: {select}");
    }

    private static List<string> Columns(string schemaJson)
    {
        using var schema = JsonDocument.Parse(schemaJson);
        return [.. schema.RootElement.GetProperty("fields").EnumerateArray().Select(field => $"{field.GetProperty("name").GetString()} {field.GetProperty("type").GetRawText()}")];
    }
}
