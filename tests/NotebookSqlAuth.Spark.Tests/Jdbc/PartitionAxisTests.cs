using System.Globalization;
using NotebookSqlAuth.Frames;
using NotebookSqlAuth.Spark.Jdbc;

namespace NotebookSqlAuth.Spark.Tests.Jdbc;

/// <summary>Values of each type as steps and back as T-SQL of that type: a step is the value's own, and later values have later steps.</summary>
public sealed class PartitionAxisTests
{
    [Theory]
    [InlineData("tinyint", null, null, "0 | 1 | 255", "CAST(0 AS tinyint) | CAST(1 AS tinyint) | CAST(255 AS tinyint)")]
    [InlineData("smallint", null, null, "-32768 | -1 | 0 | 32767", "CAST(-32768 AS smallint) | CAST(-1 AS smallint) | CAST(0 AS smallint) | CAST(32767 AS smallint)")]
    [InlineData("int", null, null, "-2147483648 | 7 | 2147483647", "-2147483648 | 7 | 2147483647")]
    [InlineData("bigint", null, null, "-9223372036854775808 | 9223372036854775807", "CAST(-9223372036854775808 AS bigint) | CAST(9223372036854775807 AS bigint)")]
    [InlineData("decimal", 12, 3, "-1.500 | -0.001 | 0.000 | 0.050 | 999999999.999", "CAST(-1.500 AS decimal(12,3)) | CAST(-0.001 AS decimal(12,3)) | CAST(0.000 AS decimal(12,3)) | CAST(0.050 AS decimal(12,3)) | CAST(999999999.999 AS decimal(12,3))")]
    [InlineData("decimal", 38, 10, "-9999999999999999999999999999.9999999999 | 1234567890123456789012345678.0123456789", "CAST(-9999999999999999999999999999.9999999999 AS decimal(38,10)) | CAST(1234567890123456789012345678.0123456789 AS decimal(38,10))")]
    [InlineData("decimal", 38, 0, "-99999999999999999999999999999999999999 | 5", "CAST(-99999999999999999999999999999999999999 AS decimal(38,0)) | CAST(5 AS decimal(38,0))")]
    [InlineData("money", null, null, "-922337203685477.5808 | -0.0001 | 922337203685477.5807", "CAST(-922337203685477.5808 AS money) | CAST(-0.0001 AS money) | CAST(922337203685477.5807 AS money)")]
    [InlineData("smallmoney", null, null, "-214748.3648 | 214748.3647", "CAST(-214748.3648 AS smallmoney) | CAST(214748.3647 AS smallmoney)")]
    [InlineData("date", null, null, "0001-01-01T00:00:00 | 1582-10-10T00:00:00 | 9999-12-31T00:00:00", "CAST('0001-01-01' AS date) | CAST('1582-10-10' AS date) | CAST('9999-12-31' AS date)")]
    [InlineData("smalldatetime", null, null, "1900-01-01T00:00:00 | 2024-02-29T13:46:00 | 2079-06-06T23:59:00", "CAST('1900-01-01T00:00:00' AS smalldatetime) | CAST('2024-02-29T13:46:00' AS smalldatetime) | CAST('2079-06-06T23:59:00' AS smalldatetime)")]
    [InlineData("datetime", null, null, "1753-01-01T00:00:00 | 2024-02-29T13:45:30.003 | 2024-02-29T13:45:30.007 | 9999-12-31T23:59:59.997", "CAST('1753-01-01T00:00:00.000' AS datetime) | CAST('2024-02-29T13:45:30.003' AS datetime) | CAST('2024-02-29T13:45:30.007' AS datetime) | CAST('9999-12-31T23:59:59.997' AS datetime)")]
    [InlineData("datetime2", null, 7, "0001-01-01T00:00:00 | 2024-02-29T13:45:30.1234567", "CAST('0001-01-01T00:00:00.0000000' AS datetime2(7)) | CAST('2024-02-29T13:45:30.1234567' AS datetime2(7))")]
    public void Value_becomes_a_step_and_the_step_the_value(string type, int? precision, int? scale, string values, string sql)
    {
        var axis = PartitionAxis.Of(new SqlColumn("c", "c", type, Length: null, (byte?)precision, (byte?)scale, Nullable: false))!;

        var steps = values.Split(" | ").Select(value => axis.ToStep(type.Contains("date", StringComparison.Ordinal) ? DateTime.Parse(value, CultureInfo.InvariantCulture) : value)).ToList();

        Assert.Equal(sql.Split(" | "), steps.Select(axis.ToSql));
        Assert.Equal(steps.Order().Distinct(), steps);
    }

    [Theory]
    [InlineData("1.5", 3, "1500")]
    [InlineData("-0.0001", 4, "-1")]
    [InlineData("79228162514264337593543950335", 0, "79228162514264337593543950335")]
    public void A_decimal_of_a_frame_has_the_step_of_its_text(string value, int scale, string step)
    {
        var axis = PartitionAxis.Of(new SqlColumn("c", "c", "decimal", Length: null, 38, (byte)scale, Nullable: false))!;

        Assert.Equal(step, axis.ToStep(decimal.Parse(value, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("time")]
    [InlineData("datetimeoffset")]
    [InlineData("varchar")]
    [InlineData("float")]
    [InlineData("uniqueidentifier")]
    public void Types_that_cannot_be_cut_exactly_have_no_axis(string type) =>
        Assert.Null(PartitionAxis.Of(new SqlColumn("c", "c", type, Length: null, Precision: null, Scale: null, Nullable: false)));
}
