using System.Text.Json;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Connect;

/// <summary>Rows that come back, and arguments that go out.</summary>
public sealed class ResultTests(ConnectServers servers)
{
    private const string AllTypes = """
        SELECT true AS b, 1Y AS i8, 2S AS i16, 3 AS i32, 4L AS i64, float(1.5) AS f32, 2.5D AS f64, 12.34BD AS dec,
               'text' AS s, X'0102' AS bin, DATE'2024-02-29' AS d, TIMESTAMP'2024-02-29 12:34:56.789012Z' AS ts,
               TIMESTAMP_NTZ'2024-02-29 12:34:56.789012' AS ntz,
               CAST(NULL AS STRING) AS nothing
        """;

    public static TheoryData<string> Sparks => ConnectServers.Sparks;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Values_of_every_type_come_back(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        var rows = await (await session.SqlAsync(AllTypes, null, null, Token)).CollectAsync(cancellationToken: Token);
        Assert.Equal(1, rows.Rows.Count);
        Assert.Equal(true, rows["b"][0]);
        Assert.Equal((sbyte)1, rows["i8"][0]);
        Assert.Equal((short)2, rows["i16"][0]);
        Assert.Equal(3, rows["i32"][0]);
        Assert.Equal(4L, rows["i64"][0]);
        Assert.Equal(1.5f, rows["f32"][0]);
        Assert.Equal(2.5, rows["f64"][0]);
        Assert.Equal(12.34m, rows["dec"][0]);
        Assert.Equal("text", rows["s"][0]);
        Assert.Equal(new byte[] { 1, 2 }, rows["bin"][0]);
        Assert.Equal(new DateTime(2024, 2, 29), rows["d"][0]);
        Assert.Equal(new DateTimeOffset(2024, 2, 29, 12, 34, 56, TimeSpan.Zero).AddTicks(7_890_120), rows["ts"][0]);
        Assert.Equal(new DateTime(2024, 2, 29, 12, 34, 56).AddTicks(7_890_120), rows["ntz"][0]);
        Assert.Null(rows["nothing"][0]);
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task No_rows_keep_their_columns(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        var rows = await (await session.SqlAsync("SELECT id, string(id) AS s FROM range(0)", null, null, Token)).CollectAsync(cancellationToken: Token);
        Assert.Equal(0, rows.Rows.Count);
        Assert.Equal(["id", "s"], rows.Columns.Select(column => column.Name));
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Batches_are_put_together_and_rows_can_be_limited(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        var frame = await session.SqlAsync("SELECT id FROM range(0, 100000, 1, 4)", null, null, Token);
        var told = new LastReport<ConnectProgress>();
        var rows = await frame.CollectAsync(progress: told, cancellationToken: Token);
        Assert.Equal(Enumerable.Range(0, 100_000).Select(id => (object)(long)id), rows["id"].Cast<object>());
        Assert.True(told.All.Select(report => report.Rows).Distinct().Count() > 2);
        Assert.Equal(100_000, told.Last.Rows);
        Assert.Equal(17, (await frame.CollectAsync(maxRows: 17, cancellationToken: Token)).Rows.Count);
    }

    [Fact]
    public async Task Progress_of_tasks_is_told_where_the_server_tells_it()
    {
        await using var session = await servers.OpenAsync(SparkHome.Spark4);
        var told = new LastReport<ConnectProgress>();
        var frame = await session.SqlAsync($"SELECT id FROM range(0, 4, 1, 4) WHERE {Slow.Seconds(3)}", null, null, Token);
        await frame.CollectAsync(progress: told, cancellationToken: Token);
        Assert.Contains(told.All, report => report.TasksTotal == 4 && report.Rows == 0);
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Arguments_keep_type_and_value(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        var id = Guid.NewGuid();
        var arguments = new Dictionary<string, object?>
        {
            ["bool"] = true,
            ["i8"] = (sbyte)-1,
            ["u8"] = (byte)255,
            ["i32"] = int.MinValue,
            ["u32"] = uint.MaxValue,
            ["i64"] = long.MinValue,
            ["u64"] = ulong.MaxValue,
            ["f64"] = 0.1,
            ["dec"] = 0.050m,
            ["text"] = "it's; -- \"é\" \ud83d\ude00",
            ["id"] = id,
            ["bytes"] = new byte[] { 0xAB, 0xCD },
            ["day"] = new DateOnly(1582, 10, 15),
            ["instant"] = new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.FromHours(2)),
            ["utc"] = new DateTime(2024, 2, 29, 10, 0, 0, DateTimeKind.Utc),
            ["wall"] = new DateTime(1969, 12, 31, 23, 59, 59).AddTicks(9_999_999),
            ["span"] = new TimeSpan(1, 2, 3, 4),
            ["nothing"] = null,
        };
        var names = arguments.Keys.ToList();
        await session.SetConfigAsync("spark.sql.session.timeZone", "UTC", Token);
        var sql = "SELECT " + string.Join(", ", names.Select(name => name == "bytes" ? $"'binary' AS t_{name}, hex(:{name}) AS {name}" : $"typeof(:{name}) AS t_{name}, string(:{name}) AS {name}"));
        var rows = await (await session.SqlAsync(sql, arguments, null, Token)).CollectAsync(cancellationToken: Token);
        Assert.Equal(
            [
                "boolean true", "tinyint -1", "smallint 255", "int -2147483648", "bigint 4294967295", "bigint -9223372036854775808",
                "decimal(20,0) 18446744073709551615", "double 0.1", "decimal(3,3) 0.050", "string it's; -- \"é\" \ud83d\ude00", $"string {id.ToString().ToUpperInvariant()}", "binary ABCD",
                "date 1582-10-15", "timestamp 2024-02-29 10:00:00", "timestamp 2024-02-29 10:00:00", "timestamp_ntz 1969-12-31 23:59:59.999999",
                "interval day to second INTERVAL '1 02:03:04' DAY TO SECOND", "void ",
            ],
            names.Select(name => $"{rows["t_" + name][0]} {rows[name][0]}"));
    }

    [Fact]
    public async Task Argument_of_another_type_is_refused_by_name()
    {
        await using var session = await servers.OpenAsync(SparkHome.Spark3);
        var error = await Assert.ThrowsAsync<UserError>(
            () => session.SqlAsync("SELECT :thing", new Dictionary<string, object?> { ["thing"] = new Uri("https://geheim") }, null, Token));
        Assert.Equal(ErrorCodes.SparkArgumentType, error.Code);
        Assert.Contains("thing", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Schema_is_Sparks_own_JSON(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        var frame = await session.SqlAsync(
            AllTypes.Replace("SELECT", "SELECT array(1, NULL) AS a, map('k', 1L) AS m, named_struct('x', 1, 'y', 'z') AS st, INTERVAL '1' YEAR AS ym, INTERVAL '1 02:03:04' DAY TO SECOND AS dt, NULL AS v,", StringComparison.Ordinal),
            null,
            null,
            Token);
        using var json = JsonDocument.Parse(await frame.SchemaJsonAsync(Token));
        var types = json.RootElement.GetProperty("fields").EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!, f => f.GetProperty("type").GetRawText());
        Assert.Equal("""{"type":"array","elementType":"integer","containsNull":true}""", types["a"]);
        Assert.Equal("""{"type":"map","keyType":"string","valueType":"long","valueContainsNull":false}""", types["m"]);
        Assert.StartsWith("""{"type":"struct","fields":[{"name":"x","type":"integer","nullable":false,"metadata":{}}""", types["st"], StringComparison.Ordinal);
        Assert.Equal(
            ["\"interval year\"", "\"void\"", "\"boolean\"", "\"byte\"", "\"short\"", "\"decimal(4,2)\"", "\"binary\"", "\"date\"", "\"timestamp\"", "\"timestamp_ntz\"", "\"interval day to second\""],
            new[] { "ym", "v", "b", "i8", "i16", "dec", "bin", "d", "ts", "ntz", "dt" }.Select(name => types[name]));
        // What this client says is what Spark takes back.
        var local = session.LocalRelation(ArrowBytes.Numbers(2), ArrowBytes.NumbersSchema);
        Assert.Equal(ArrowBytes.NumbersSchema, await local.SchemaJsonAsync(Token));
    }

    [Fact]
    public async Task Schema_knows_the_types_of_Spark_4()
    {
        await using var session = await servers.OpenAsync(SparkHome.Spark4);
        var frame = await session.SqlAsync("SELECT parse_json('{}') AS v, TIME'12:34:56' AS t", null, null, Token);
        using var json = JsonDocument.Parse(await frame.SchemaJsonAsync(Token));
        Assert.Equal(["variant", "time(6)"], json.RootElement.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("type").GetString()));
    }
}
