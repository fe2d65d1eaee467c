using System.Text.Json;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Arrow;

namespace NotebookSqlAuth.Spark.Tests.Arrow;

public sealed class FrameTypeTests
{
    private static readonly Dictionary<string, string> s_clrNames = new()
    {
        ["bool"] = "Boolean", ["sbyte"] = "SByte", ["byte"] = "Byte", ["short"] = "Int16", ["ushort"] = "UInt16", ["int"] = "Int32", ["uint"] = "UInt32",
        ["long"] = "Int64", ["ulong"] = "UInt64", ["float"] = "Single", ["double"] = "Double", ["decimal"] = "Decimal", ["string"] = "String", ["char"] = "Char",
        ["byte[]"] = "Byte[]",
    };

    private static readonly Dictionary<string, string> s_jsonNames = new()
    {
        ["TINYINT"] = "byte", ["SMALLINT"] = "short", ["INT"] = "integer", ["BIGINT"] = "long",
    };

    private static JsonElement FieldsOf(DataFrame frame) =>
        JsonDocument.Parse(SparkSchema.Of(frame, new ArrowOptions()).Json).RootElement.GetProperty("fields");

    [Fact]
    public void Edge_values_of_every_type_of_frames_made_elsewhere_come_back()
    {
        var frame = Frames.OfEveryType(EdgeValues.Rows, EdgeValues.Of);

        Frames.AssertCameBack(frame, IpcRoundTrip.Of(frame, out _));
    }

    [Fact]
    public void The_table_says_what_each_type_of_frames_made_elsewhere_becomes()
    {
        var frame = Frames.OfEveryType(0, EdgeValues.Of);

        var made = FieldsOf(frame).EnumerateArray().ToDictionary(field => field.GetProperty("name").GetString()!, field => field.GetProperty("type").GetString());

        Assert.Equal(frame.Columns.Count, SparkTypeMap.FrameRows.Count);
        foreach (var row in SparkTypeMap.FrameRows)
        {
            var expected = s_jsonNames.GetValueOrDefault(row.Spark, row.Spark);
            Assert.Equal(expected, made[s_clrNames.GetValueOrDefault(row.Source, row.Source)], ignoreCase: true);
        }
    }

    [Fact]
    public void A_decimal_column_that_needs_more_digits_gets_another_scale_and_says_so()
    {
        var small = new DecimalDataFrameColumn("small", [0.1234567890123456789012m, 1m]);
        var large = new DecimalDataFrameColumn("large", [decimal.MaxValue, -0.5m]);
        var frame = new DataFrame(small, large);

        var back = IpcRoundTrip.Of(frame, out var notices);

        Frames.AssertCameBack(frame, back);
        Assert.Contains("`small` goes as decimal(38,22): its values do not fit decimal(38,18).", notices);
        Assert.Contains("`large` goes as decimal(38,9): its values do not fit decimal(38,18).", notices);
    }

    [Fact]
    public void A_decimal_column_that_fits_no_scale_is_an_error()
    {
        var frame = new DataFrame(new DecimalDataFrameColumn("wide", [decimal.MaxValue, 0.0000000000000000000000000001m]));

        var error = Assert.Throws<UserError>(() => SparkSchema.Of(frame, new ArrowOptions()));

        Assert.Equal(ErrorCodes.ValueOutOfRange, error.Code);
        Assert.Contains("`wide`", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void DateTimes_of_kind_Utc_are_instants()
    {
        var noon = new DateTime(2024, 7, 1, 12, 0, 0, DateTimeKind.Utc);
        var frame = new DataFrame(new DateTimeDataFrameColumn("at", [noon, null, noon.ToLocalTime()]));

        Assert.Equal("timestamp", FieldsOf(frame)[0].GetProperty("type").GetString());
        var back = IpcRoundTrip.Of(frame, out _)["at"];
        Assert.Equal(new DateTimeOffset(noon), back[0]);
        Assert.Null(back[1]);
        Assert.Equal(new DateTimeOffset(noon), back[2]);
    }

    [Fact]
    public void DateTimes_of_mixed_kinds_are_an_error()
    {
        var frame = new DataFrame(new DateTimeDataFrameColumn("at", [DateTime.UnixEpoch, new DateTime(2024, 7, 1)]));

        Assert.Equal(ErrorCodes.MixedTimeKinds, Assert.Throws<UserError>(() => SparkSchema.Of(frame, new ArrowOptions())).Code);
    }

    [Fact]
    public void TimeSpans_beyond_a_day_keep_every_digit()
    {
        var frame = new DataFrame(new PrimitiveDataFrameColumn<TimeSpan>("t", [TimeSpan.FromTicks(-1), new TimeSpan(3, 4, 5, 6), TimeSpan.MaxValue]));

        var back = IpcRoundTrip.Of(frame, out _)["t"];

        Assert.Equal(["-00:00:00.0000001", "3.04:05:06", "10675199.02:48:05.4775807"], back.Cast<string>());
    }

    [Fact]
    public void Halves_of_surrogate_pairs_are_replaced_and_counted()
    {
        var frame = new DataFrame(new StringDataFrameColumn("s", ["a\uD83Db", "\uDE00", "🜁", null!]));

        var back = IpcRoundTrip.Of(frame, out var notices)["s"];

        Assert.Equal(["a\uFFFDb", "\uFFFD", "🜁", null], back.Cast<string?>());
        Assert.Equal(["2 values of `s` held half of a surrogate pair, which UTF-8 does not have: it became U+FFFD."], notices);
    }

    [Fact]
    public void Seventh_digits_and_offsets_that_are_lost_are_counted()
    {
        var frame = new DataFrame(
            new DateTimeDataFrameColumn("at", [new DateTime(2024, 1, 1).AddTicks(9), new DateTime(2024, 1, 1).AddTicks(10), null]),
            new PrimitiveDataFrameColumn<DateTimeOffset>("on", [new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.FromHours(2)), DateTimeOffset.UnixEpoch, null]));

        Frames.AssertCameBack(frame, IpcRoundTrip.Of(frame, out var notices));

        Assert.Equal(
            [
                "1 value of `at` had a seventh digit of a second, which Spark does not keep: it was cut off.",
                "1 value of `on` had an offset other than +00:00: the instant is kept, the offset is not.",
            ],
            notices);
    }

    [Fact]
    public void Offsets_can_be_kept_in_a_column_of_minutes()
    {
        var frame = new DataFrame(
            new PrimitiveDataFrameColumn<DateTimeOffset>("on", [new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.FromMinutes(-90)), null]),
            new Int32DataFrameColumn("on_offset", [1, 2]));

        var back = IpcRoundTrip.Of(frame, out var notices, new ArrowOptions { KeepOffset = true });

        Assert.Equal((short)-90, back["on_offset_2"][0]);
        Assert.Null(back["on_offset_2"][1]);
        Assert.Equal(2, back["on_offset"][1]);
        Assert.Empty(notices);
    }

    [Fact]
    public void A_column_that_Spark_does_not_have_is_an_error_that_names_it()
    {
        var frame = new DataFrame(new VBufferDataFrameColumn<float>("vectors", 1));

        var error = Assert.Throws<UserError>(() => SparkSchema.Of(frame, new ArrowOptions()));

        Assert.Equal(ErrorCodes.UnsupportedSparkType, error.Code);
        Assert.Contains("`vectors`", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_that_a_frame_keeps_as_UTF8_come_back()
    {
        var texts = new ArrowStringDataFrameColumn(
            "s", "aéb"u8.ToArray(), MemoryOf(0, 1, 3, 3, 4), new byte[] { 0b1011 }, 4, 1);

        var back = IpcRoundTrip.Of(new DataFrame(texts), out _)["s"];

        Assert.Equal(["a", "é", null, "b"], back.Cast<string?>());
    }

    [Fact]
    public void Columns_over_the_middle_of_a_buffer_are_read_where_they_lie()
    {
        var numbers = new long[] { -1, -2, 30, 40, 50 };
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray();
        var column = new Int64DataFrameColumn("n", bytes.AsMemory(16, 24), default, 3, 0);

        var back = IpcRoundTrip.Of(new DataFrame(column), out _)["n"];

        Assert.Equal([30L, 40L, 50L], back.Cast<long>());
    }

    private static ReadOnlyMemory<byte> MemoryOf(params int[] offsets) => System.Runtime.InteropServices.MemoryMarshal.AsBytes(offsets.AsSpan()).ToArray();
}
