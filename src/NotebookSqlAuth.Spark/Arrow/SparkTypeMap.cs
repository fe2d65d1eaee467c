using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Frames;
using NotebookSqlAuth.Spark.Arrow.FromFrame;
using NotebookSqlAuth.Spark.Arrow.FromReader;
using NotebookSqlAuth.Spark.Arrow.Values;

namespace NotebookSqlAuth.Spark.Arrow;

/// <summary>The one table that says what becomes of each type on the way to Spark.</summary>
public static class SparkTypeMap
{
    private const string Instant = "timestamp(us, UTC)";
    private const string Clock = "timestamp(us)";
    private const string SeventhDigit = "A seventh digit of a second is cut off and counted.";

    /// <summary>money is decimal(19,4) and smallmoney decimal(10,4) (SQL Server, "Precision, scale, and length").</summary>
    private static readonly (int Precision, int Scale) s_money = (19, 4);

    private static readonly (int Precision, int Scale) s_smallMoney = (10, 4);

    private static readonly SqlRow[] s_sql =
    [
        new("bit", "BOOLEAN", "bool", "", (_, _) => SparkType.Boolean, (field, _) => new BooleanReaderColumn(field)),
        new("tinyint", "SMALLINT", "int16", "Spark's byte has a sign.", (_, _) => SparkType.Short, (field, _) => new ByteReaderColumn(field)),
        new("smallint", "SMALLINT", "int16", "", (_, _) => SparkType.Short, (field, _) => new Int16ReaderColumn(field)),
        new("int", "INT", "int32", "", (_, _) => SparkType.Integer, (field, _) => new Int32ReaderColumn(field)),
        new("bigint", "BIGINT", "int64", "", (_, _) => SparkType.Long, (field, _) => new Int64ReaderColumn(field)),
        new("decimal", "DECIMAL(p,s)", "decimal128(p, s)", "All 38 digits where rows stream; a DataFrame holds 28.", Decimal, (field, column) => new DecimalReaderColumn(field, column)),
        new("numeric", "DECIMAL(p,s)", "decimal128(p, s)", "The server reports it as decimal.", Decimal, (field, column) => new DecimalReaderColumn(field, column)),
        new("money", "DECIMAL(19,4)", "decimal128(19, 4)", "", Decimal, (field, _) => new MoneyReaderColumn(field)),
        new("smallmoney", "DECIMAL(10,4)", "decimal128(10, 4)", "", Decimal, (field, _) => new MoneyReaderColumn(field)),
        new("float", "DOUBLE", "double", "", (_, _) => SparkType.Double, (field, _) => new DoubleReaderColumn(field)),
        new("real", "FLOAT", "float", "", (_, _) => SparkType.Float, (field, _) => new SingleReaderColumn(field)),
        new("date", "DATE", "date32", "", (_, _) => SparkType.Date, (field, _) => new DateReaderColumn(field)),
        new("time", "STRING", "utf8", "HH:mm:ss.fffffff with the column's digits: Spark 3.5 has no such type, and these texts sort as times.", (_, _) => SparkType.String, (field, column) => new TimeReaderColumn(field, TimeScaleOf(column))),
        new("datetime", "TIMESTAMP_NTZ", Clock, "", (_, options) => SparkType.WallClock(options), (field, _) => new TimestampReaderColumn(field)),
        new("datetime2", "TIMESTAMP_NTZ", Clock, SeventhDigit, (_, options) => SparkType.WallClock(options), (field, _) => new TimestampReaderColumn(field)),
        new("smalldatetime", "TIMESTAMP_NTZ", Clock, "", (_, options) => SparkType.WallClock(options), (field, _) => new TimestampReaderColumn(field)),
        new("datetimeoffset", "TIMESTAMP", Instant, "The instant is kept, the offset is not, unless --keep-offset puts it into a column of minutes. " + SeventhDigit, (_, _) => SparkType.Timestamp, (field, _) => new DateTimeOffsetReaderColumn(field, null)),
        new("char", "STRING", "utf8", "Padding blanks are kept.", (_, _) => SparkType.String, (field, _) => new TextReaderColumn(field)),
        new("varchar", "STRING", "utf8", "", (_, _) => SparkType.String, (field, _) => new TextReaderColumn(field)),
        new("nchar", "STRING", "utf8", "Padding blanks are kept.", (_, _) => SparkType.String, (field, _) => new TextReaderColumn(field)),
        new("nvarchar", "STRING", "utf8", "Half a surrogate pair becomes U+FFFD and is counted.", (_, _) => SparkType.String, (field, _) => new TextReaderColumn(field)),
        new("uniqueidentifier", "STRING", "utf8", "In capital letters, as SQL Server writes it.", (_, _) => SparkType.String, (field, _) => new GuidReaderColumn(field)),
        new("binary", "BINARY", "binary", "", (_, _) => SparkType.Binary, (field, _) => new BytesReaderColumn(field)),
        new("varbinary", "BINARY", "binary", "", (_, _) => SparkType.Binary, (field, _) => new BytesReaderColumn(field)),
    ];

    private static readonly Dictionary<string, SqlRow> s_sqlByName = s_sql.ToDictionary(row => row.SqlType, StringComparer.OrdinalIgnoreCase);

    /// <summary>SQL types: of streamed rows, and of frame columns that came from a query.</summary>
    public static IReadOnlyList<SparkTypeMapping> SqlRows { get; } =
        [.. s_sql.Select(row => new SparkTypeMapping(row.SqlType, row.Spark, row.Arrow, row.Note))];

    /// <summary>CLR types: of frame columns that no query made, or that were computed from such.</summary>
    public static IReadOnlyList<SparkTypeMapping> FrameRows { get; } =
    [
        new("bool", "BOOLEAN", "bool", ""),
        new("sbyte", "TINYINT", "int8", ""),
        new("byte", "SMALLINT", "int16", "Spark's byte has a sign."),
        new("short", "SMALLINT", "int16", ""),
        new("ushort", "INT", "int32", ""),
        new("int", "INT", "int32", ""),
        new("uint", "BIGINT", "int64", ""),
        new("long", "BIGINT", "int64", ""),
        new("ulong", "DECIMAL(20,0)", "decimal128(20, 0)", ""),
        new("float", "FLOAT", "float", ""),
        new("double", "DOUBLE", "double", ""),
        new("decimal", "DECIMAL(38,18)", "decimal128(38, 18)", "Another scale where a value does not fit; a notice says which."),
        new("DateTime", "TIMESTAMP_NTZ", Clock, "TIMESTAMP where all are of kind Utc or Local. " + SeventhDigit),
        new("DateTimeOffset", "TIMESTAMP", Instant, "The instant is kept, the offset is not, unless --keep-offset puts it into a column of minutes. " + SeventhDigit),
        new("DateOnly", "DATE", "date32", ""),
        new("TimeSpan", "STRING", "utf8", "HH:mm:ss.fffffff; beyond a day [-]d.hh:mm:ss.fffffff."),
        new("string", "STRING", "utf8", "Half a surrogate pair becomes U+FFFD and is counted."),
        new("char", "STRING", "utf8", "Half a surrogate pair becomes U+FFFD and is counted."),
        new("Guid", "STRING", "utf8", "In capital letters, as SQL Server writes it."),
        new("byte[]", "BINARY", "binary", ""),
    ];

    /// <summary>A SQL type's type in Spark.</summary>
    /// <exception cref="UserError">The type has no row.</exception>
    internal static SparkType Of(SqlColumn column, ArrowOptions options) => RowOf(column).Type(column, options);

    /// <summary>Chooses a column's gatherer, once.</summary>
    internal static ReaderColumn CreateReader(SqlColumn column, SparkField field, SparkField? offset) =>
        offset is null ? RowOf(column).Reader(field, column) : new DateTimeOffsetReaderColumn(field, offset);

    /// <summary>Precision and scale of decimal, numeric, money and smallmoney.</summary>
    internal static (int Precision, int Scale) DecimalOf(SqlColumn column) => column.TypeName switch
    {
        "money" => s_money,
        "smallmoney" => s_smallMoney,
        _ => (column.Precision ?? DecimalScale.MaxPrecision, column.Scale ?? 0),
    };

    /// <summary>Digits behind the second.</summary>
    internal static int TimeScaleOf(SqlColumn? column) => column?.Scale ?? 7;

    private static SparkType Decimal(SqlColumn column, ArrowOptions options)
    {
        var (precision, scale) = DecimalOf(column);
        return SparkType.Decimal(precision, scale);
    }

    private static SqlRow RowOf(SqlColumn column) =>
        s_sqlByName.TryGetValue(column.TypeName, out var row) ? row : throw SqlTypeMap.Unsupported(column);

    private sealed record SqlRow(
        string SqlType,
        string Spark,
        string Arrow,
        string Note,
        Func<SqlColumn, ArrowOptions, SparkType> Type,
        Func<SparkField, SqlColumn, ReaderColumn> Reader);
}
