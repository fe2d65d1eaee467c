using System.Numerics;
using System.Text.Json;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Frames;
using NotebookSqlAuth.Spark.Arrow;

namespace NotebookSqlAuth.Spark.Tests.Arrow;

public sealed class QuerySchemaTests(SandboxDatabase database) : IClassFixture<SandboxDatabase>
{
    private async Task<DataFrame> ReadAsync(string sql)
    {
        using var session = await database.OpenAsync();
        return (await SandboxDatabase.RunAsync(session, sql)).ResultSets[0].Frame;
    }

    private static (string Name, string Type, bool Nullable)[] FieldsOf(SparkSchema schema) =>
    [
        .. JsonDocument.Parse(schema.Json).RootElement.GetProperty("fields").EnumerateArray().Select(field => (
            field.GetProperty("name").GetString()!, field.GetProperty("type").GetString()!, field.GetProperty("nullable").GetBoolean())),
    ];

    [Fact]
    public void The_table_has_a_row_for_each_type_that_frames_have() =>
        Assert.Equal(SqlTypeMap.Rows.Select(row => row.SqlType), SparkTypeMap.SqlRows.Select(row => row.Source));

    [Fact]
    public async Task A_frame_keeps_precision_scale_and_nullability_of_its_query()
    {
        var frame = await ReadAsync("SELECT OrderId, CAST(1.5 AS decimal(9,3)) AS d, CAST(1 AS money) AS m FROM sales.Orders WHERE OrderId = 1");

        var fields = FieldsOf(SparkSchema.Of(frame, new ArrowOptions()));

        Assert.Equal(("OrderId", "integer", false), fields[0]);
        Assert.Equal("decimal(9,3)", fields[1].Type);
        Assert.Equal("decimal(19,4)", fields[2].Type);
    }

    [Fact]
    public async Task A_null_that_was_put_in_makes_the_field_nullable()
    {
        var frame = await ReadAsync("SELECT id FROM types.[int]");
        frame["id"][0] = null;

        Assert.True(FieldsOf(SparkSchema.Of(frame, new ArrowOptions()))[0].Nullable);
        Assert.Null(IpcRoundTrip.Of(frame, out _)["id"][0]);
    }

    [Fact]
    public async Task A_decimal_that_was_put_in_beyond_the_columns_digits_widens_it_and_says_so()
    {
        var frame = await ReadAsync("SELECT CAST(1.5 AS decimal(5,2)) AS d");
        frame["d"][0] = 123456.789m;

        var back = IpcRoundTrip.Of(frame, out var notices);

        Assert.Equal(123456.789m, (decimal)back["d"][0]);
        Assert.Equal(["`d` goes as decimal(38,18): its values do not fit decimal(5,2)."], notices);
    }

    [Fact]
    public async Task A_time_of_day_that_was_put_into_a_date_is_cut_off_and_counted()
    {
        var frame = await ReadAsync("SELECT CAST('2024-02-29' AS date) AS d");
        frame["d"][0] = new DateTime(2024, 2, 29, 13, 0, 0);

        Assert.Equal(new DateTime(2024, 2, 29), IpcRoundTrip.Of(frame, out var notices)["d"][0]);
        Assert.Equal(["1 value of `d` had a time of day, which a date does not keep: it was cut off."], notices);
    }

    [Fact]
    public async Task A_computed_column_takes_the_defaults()
    {
        var frame = await ReadAsync("SELECT CAST(1.5 AS decimal(5,2)) AS d");
        frame["twice"] = frame["d"] * 2;

        Assert.Equal("decimal(5,2)", FieldsOf(SparkSchema.Of(frame, new ArrowOptions()))[0].Type);
        Assert.Equal(("twice", "decimal(38,18)", true), FieldsOf(SparkSchema.Of(frame, new ArrowOptions()))[1]);
    }

    [Fact]
    public async Task Names_that_differ_in_capitals_only_get_a_number()
    {
        var frame = await ReadAsync("SELECT 1 AS Id, 2 AS ID");

        var back = IpcRoundTrip.Of(frame, out var notices);

        Assert.Equal(["Id", "ID_2"], back.Columns.Select(column => column.Name));
        Assert.Equal(["`ID` is `ID_2` in Spark, which does not tell capitals from small letters."], notices);
    }

    [Fact]
    public async Task Times_without_a_zone_can_go_as_UTC_to_a_Spark_that_knows_no_other()
    {
        var options = new ArrowOptions { TimesAsUtc = true };
        using var session = await database.OpenAsync();
        var sql = "SELECT CAST('2024-07-01 12:00' AS datetime2(3)) AS at";

        var frame = (await SandboxDatabase.RunAsync(session, sql)).ResultSets[0].Frame;
        var (bytes, schema, query) = await IpcRoundTrip.StreamAsync(session, sql, options);

        var notice = "The times of `at` have no zone and are taken to be UTC, since this Spark has no TIMESTAMP_NTZ.";
        Assert.Equal("timestamp", FieldsOf(schema)[0].Type);
        Assert.Equal([notice], query.Notices);
        Assert.Equal([notice], SparkSchema.Of(frame, options).Notices);
        Assert.Equal(new DateTimeOffset(2024, 7, 1, 12, 0, 0, TimeSpan.Zero), IpcRoundTrip.Read(bytes)["at"][0]);
    }

    [Fact]
    public async Task A_stream_keeps_offsets_where_it_is_asked_to()
    {
        using var session = await database.OpenAsync();

        var sql = "SELECT value, id FROM types.datetimeoffset";
        var frame = (await SandboxDatabase.RunAsync(session, sql)).ResultSets[0].Frame;

        var (bytes, _, _) = await IpcRoundTrip.StreamAsync(session, sql, new ArrowOptions { KeepOffset = true });

        var back = IpcRoundTrip.Read(bytes);
        Assert.Equal(["value", "value_offset", "id"], back.Columns.Select(column => column.Name));
        Assert.Equal(
            frame["value"].Cast<DateTimeOffset?>().Select(value => (short?)value?.TotalOffsetMinutes), back["value_offset"].Cast<short?>());
        Assert.Equal(frame["id"].Cast<int?>(), back["id"].Cast<int?>());
    }

    [Fact]
    public async Task A_stream_keeps_all_38_digits()
    {
        using var session = await database.OpenAsync();

        var (bytes, _, _) = await IpcRoundTrip.StreamAsync(session, "SELECT id, value FROM types.decimal38");

        var array = (Apache.Arrow.Decimal128Array)NotebookSqlAuth.Spark.Arrow.ArrowStream.Read(bytes).Batches[0].Column(1);
        var unscaled = Enumerable.Range(0, array.Length).Where(row => !array.IsNull(row)).Select(row => new BigInteger(array.GetBytes(row)));
        Assert.Contains(BigInteger.Pow(10, 38) - 1, unscaled);
    }
}
