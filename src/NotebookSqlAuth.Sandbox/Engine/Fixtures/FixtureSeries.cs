using System.Data.SqlTypes;
using System.Globalization;

namespace NotebookSqlAuth.Sandbox.Engine.Fixtures;

/// <summary>The values that stand for one type: ordinary, lowest, highest, then further edges.</summary>
/// <remarks>Ranges are those of SQL Server's "Data types (Transact-SQL)" pages.</remarks>
internal sealed record FixtureSeries(string Name, SqlDataType Type, params object[] Values)
{
    // Beyond 8,000 bytes, so that a max column has to be sent in chunks over several packets.
    private const int LongLength = 20_000;

    public static IReadOnlyList<FixtureSeries> All { get; } = [.. Numbers(), .. Times(), .. Texts(), .. Bytes()];

    private static FixtureSeries[] Numbers() =>
    [
        new("bit", new(SqlTypeCode.Bit), true, false, true),
        new("tinyint", new(SqlTypeCode.TinyInt), (byte)42, byte.MinValue, byte.MaxValue),
        new("smallint", new(SqlTypeCode.SmallInt), (short)1234, short.MinValue, short.MaxValue, (short)0),
        new("int", new(SqlTypeCode.Int), 123_456, int.MinValue, int.MaxValue, 0),
        new("bigint", new(SqlTypeCode.BigInt), 9_876_543_210L, long.MinValue, long.MaxValue, 0L),
        new("decimal", new(SqlTypeCode.Decimal, Precision: 18, Scale: 4), Exact("12345.6789"), Exact("-99999999999999.9999"), Exact("99999999999999.9999"), Exact("0.0000"), Exact("0.0001"), Exact("-0.5000")),
        new("decimal38", new(SqlTypeCode.Decimal, Precision: 38, Scale: 10), Exact("1234567890123456789012345678.0123456789"), Exact("-9999999999999999999999999999.9999999999"), Exact("9999999999999999999999999999.9999999999"), Exact("0.0000000001")),
        new("money", new(SqlTypeCode.Money), 1234.5678m, -922_337_203_685_477.5808m, 922_337_203_685_477.5807m, 0.0000m, -0.0001m),
        new("smallmoney", new(SqlTypeCode.SmallMoney), 1234.5678m, -214_748.3648m, 214_748.3647m, 0.0000m),
        new("real", new(SqlTypeCode.Real), 1.5f, float.MinValue, float.MaxValue, 1.17549435E-38f, 0f),
        new("float", new(SqlTypeCode.Float), 3.141592653589793, double.MinValue, double.MaxValue, 2.2250738585072014E-308, 0d),
    ];

    private static FixtureSeries[] Times() =>
    [
        new("date", new(SqlTypeCode.Date), new DateOnly(2024, 2, 29), DateOnly.MinValue, DateOnly.MaxValue),
        new("time", new(SqlTypeCode.Time, Scale: 7), Clock("13:45:30.1234567"), TimeSpan.Zero, Clock("23:59:59.9999999")),
        new("datetime", new(SqlTypeCode.DateTime), Moment("2024-02-29T13:45:30.123"), Moment("1753-01-01T00:00:00"), Moment("9999-12-31T23:59:59.997"), Moment("1899-12-31T23:59:59.997")),
        new("smalldatetime", new(SqlTypeCode.SmallDateTime), Moment("2024-02-29T13:46:00"), Moment("1900-01-01T00:00:00"), Moment("2079-06-06T23:59:00")),
        new("datetime2", new(SqlTypeCode.DateTime2, Scale: 7), Moment("2024-02-29T13:45:30.1234567"), DateTime.MinValue, DateTime.MaxValue),
        new("datetimeoffset", new(SqlTypeCode.DateTimeOffset, Scale: 7), Zoned("2024-02-29T13:45:30.1234567+05:30"), Zoned("0001-01-01T00:00:00+00:00"), Zoned("9999-12-31T23:59:59.9999999+00:00"), Zoned("2024-02-29T00:15:00-14:00"), Zoned("2024-02-29T23:45:00+14:00"), Zoned("2024-02-29T13:45:30-00:30")),
    ];

    private static FixtureSeries[] Texts() =>
    [
        new("char", new(SqlTypeCode.Char, 10), "abc       ", "          ", "zzzzzzzzzz"),
        new("varchar", new(SqlTypeCode.VarChar, 50), "plain text", "", new string('z', 50), "caf\u00e9 \u20ac5"),
        new("varchar_max", new(SqlTypeCode.VarChar, -1), "plain text", "", new string('z', LongLength), "caf\u00e9 \u20ac5"),
        new("nchar", new(SqlTypeCode.NChar, 10), "abc       ", "          ", "\u6570\u636e\u6570\u636e\u6570\u636e\u6570\u636e\u6570\u636e"),
        new("nvarchar", new(SqlTypeCode.NVarChar, 50), "Za\u017c\u00f3\u0142\u0107 \u6570\u636e \U0001F600", "", new string('\u03c9', 50), "<script>alert(1)</script>"),
        new("nvarchar_max", new(SqlTypeCode.NVarChar, -1), "Za\u017c\u00f3\u0142\u0107 \u6570\u636e \U0001F600", "", new string('\u03c9', LongLength)),
        new("xml", new(SqlTypeCode.Xml), "<order id=\"1\"><item>tea</item></order>", "", "<a>" + new string('\u03c9', LongLength) + "</a>", "text only"),
    ];

    private static FixtureSeries[] Bytes() =>
    [
        new("binary", new(SqlTypeCode.Binary, 8), Sequence(8), new byte[8], Enumerable.Repeat(byte.MaxValue, 8).ToArray()),
        new("varbinary", new(SqlTypeCode.VarBinary, 16), Sequence(3), Array.Empty<byte>(), Enumerable.Repeat(byte.MaxValue, 16).ToArray()),
        new("varbinary_max", new(SqlTypeCode.VarBinary, -1), Sequence(3), Array.Empty<byte>(), Sequence(LongLength)),
        new("uniqueidentifier", new(SqlTypeCode.UniqueIdentifier), new Guid("6f9619ff-8b86-d011-b42d-00c04fc964ff"), Guid.Empty, Guid.AllBitsSet),
    ];

    private static SqlDecimal Exact(string text) => SqlDecimal.Parse(text);

    private static TimeSpan Clock(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);

    private static DateTime Moment(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Zoned(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static byte[] Sequence(int length) => [.. Enumerable.Range(0, length).Select(index => (byte)index)];
}
