using Apache.Arrow;
using Apache.Arrow.Types;
using NotebookSqlAuth.DotNetSpark;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Spark.Tests.DotNetSpark;

public sealed class RowCellTests
{
    [Theory]
    [InlineData("0", 0, "0")]
    [InlineData("-5000", 4, "-0.5000")]
    [InlineData("12", 5, "0.00012")]
    [InlineData("-99999999999999999999999999999999999999", 10, "-9999999999999999999999999999.9999999999")]
    [InlineData("99999999999999999999999999999999999999", 38, "0.99999999999999999999999999999999999999")]
    public void Decimal_travels_as_a_text_with_all_its_digits(string unscaled, int scale, string text)
    {
        var number = System.Numerics.BigInteger.Parse(unscaled);
        var bytes = new byte[16];
        bytes.AsSpan().Fill(number.Sign < 0 ? byte.MaxValue : byte.MinValue);
        Assert.True(number.TryWriteBytes(bytes, out _));
        using var array = new Decimal128Array(new ArrayData(new Decimal128Type(38, scale), 1, 0, 0, [ArrowBuffer.Empty, new ArrowBuffer(bytes)]));
        Assert.Equal(text, Cell(new Decimal128Type(38, scale), array));
    }

    [Theory]
    [InlineData(0, null, "1970-01-01 00:00:00.000000")]
    [InlineData(-62_135_596_800_000_000, "UTC", "0001-01-01 00:00:00.000000Z")]
    [InlineData(253_402_300_799_999_999, "UTC", "9999-12-31 23:59:59.999999Z")]
    [InlineData(-1, null, "1969-12-31 23:59:59.999999")]
    public void Timestamp_travels_as_a_text_to_the_microsecond(long microseconds, string? zone, string text)
    {
        var type = new TimestampType(TimeUnit.Microsecond, zone);
        using var array = new TimestampArray(type, new ArrowBuffer(BitConverter.GetBytes(microseconds)), ArrowBuffer.Empty, 1, 0, 0);
        Assert.Equal(text, Cell(type, array));
    }

    [Theory]
    [InlineData(-719_162, "0001-01-01")]
    [InlineData(2_932_896, "9999-12-31")]
    public void Date_travels_as_a_text(int days, string text)
    {
        using var array = new Date32Array(new ArrowBuffer(BitConverter.GetBytes(days)), ArrowBuffer.Empty, 1, 0, 0);
        Assert.Equal(text, Cell(Date32Type.Default, array));
    }

    [Fact]
    public void Type_without_a_carrier_is_an_error_that_names_the_column()
    {
        var error = Assert.Throws<UserError>(() => RowCell.Of(new Field("took", Time64Type.Default, nullable: true)));
        Assert.Equal(ErrorCodes.SparkRowTypeNotSupported, error.Code);
        Assert.Contains("took", error.Message, StringComparison.Ordinal);
    }

    private static object Cell(IArrowType type, IArrowArray array) => RowCell.Of(new Field("cell", type, nullable: true)).Read(array, 0);
}
