using System.Data.Common;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Frames.Columns;

namespace NotebookSqlAuth.Frames;

/// <summary>The one table that says what becomes of each SQL type.</summary>
public static class SqlTypeMap
{
    private const string Padded = "Padding blanks are kept.";

    private static readonly (SqlTypeMapping Mapping, Func<SqlColumn, ColumnBuilder> Builder)[] s_rows =
    [
        Row<bool>("bit", "BooleanDataFrameColumn", "", column => new BooleanColumnBuilder(column)),
        Row<byte>("tinyint", "ByteDataFrameColumn", "", column => new ByteColumnBuilder(column)),
        Row<short>("smallint", "Int16DataFrameColumn", "", column => new Int16ColumnBuilder(column)),
        Row<int>("int", "Int32DataFrameColumn", "", column => new Int32ColumnBuilder(column)),
        Row<long>("bigint", "Int64DataFrameColumn", "", column => new Int64ColumnBuilder(column)),
        Row<decimal>("decimal", "DecimalDataFrameColumn", "A value beyond System.Decimal (28 to 29 digits) is an error that names the column.", column => new DecimalColumnBuilder(column)),
        Row<decimal>("numeric", "DecimalDataFrameColumn", "The server reports it as decimal.", column => new DecimalColumnBuilder(column)),
        Row<decimal>("money", "DecimalDataFrameColumn", "", column => new MoneyColumnBuilder(column)),
        Row<decimal>("smallmoney", "DecimalDataFrameColumn", "", column => new MoneyColumnBuilder(column)),
        Row<double>("float", "DoubleDataFrameColumn", "", column => new DoubleColumnBuilder(column)),
        Row<float>("real", "SingleDataFrameColumn", "", column => new SingleColumnBuilder(column)),
        Row<DateTime>("date", "DateTimeDataFrameColumn", "At midnight.", column => new DateTimeColumnBuilder(column)),
        Row<TimeSpan>("time", "PrimitiveDataFrameColumn<TimeSpan>", "Since midnight.", column => new TimeColumnBuilder(column)),
        Row<DateTime>("datetime", "DateTimeDataFrameColumn", "", column => new DateTimeColumnBuilder(column)),
        Row<DateTime>("datetime2", "DateTimeDataFrameColumn", "", column => new DateTimeColumnBuilder(column)),
        Row<DateTime>("smalldatetime", "DateTimeDataFrameColumn", "", column => new DateTimeColumnBuilder(column)),
        Row<DateTimeOffset>("datetimeoffset", "PrimitiveDataFrameColumn<DateTimeOffset>", "The offset is kept.", column => new DateTimeOffsetColumnBuilder(column)),
        Row<string>("char", "StringDataFrameColumn", Padded, column => new StringColumnBuilder(column)),
        Row<string>("varchar", "StringDataFrameColumn", "", column => new StringColumnBuilder(column)),
        Row<string>("nchar", "StringDataFrameColumn", Padded, column => new StringColumnBuilder(column)),
        Row<string>("nvarchar", "StringDataFrameColumn", "", column => new StringColumnBuilder(column)),
        Row<Guid>("uniqueidentifier", "PrimitiveDataFrameColumn<Guid>", "", column => new GuidColumnBuilder(column)),
        Row<byte[]>("binary", "BinaryDataFrameColumn", "Padding zeros are kept.", column => new BinaryColumnBuilder(column)),
        Row<byte[]>("varbinary", "BinaryDataFrameColumn", "", column => new BinaryColumnBuilder(column)),
    ];

    private static readonly Dictionary<string, Func<SqlColumn, ColumnBuilder>> s_builders =
        s_rows.ToDictionary(row => row.Mapping.SqlType, row => row.Builder, StringComparer.OrdinalIgnoreCase);

    /// <summary>How to ask for a type that has no row, by what SQL Server itself can convert it to.</summary>
    private static readonly Dictionary<string, string> s_casts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["xml"] = "CAST({0} AS nvarchar(max))",
        ["text"] = "CAST({0} AS varchar(max))",
        ["ntext"] = "CAST({0} AS nvarchar(max))",
        ["image"] = "CAST({0} AS varbinary(max))",
        ["timestamp"] = "CAST({0} AS binary(8))",
        ["rowversion"] = "CAST({0} AS binary(8))",
        ["sql_variant"] = "CAST({0} AS nvarchar(4000))",
        ["json"] = "CAST({0} AS nvarchar(max))",
        ["vector"] = "CAST({0} AS nvarchar(max))",
        ["geography"] = "{0}.ToString()",
        ["geometry"] = "{0}.ToString()",
        ["hierarchyid"] = "{0}.ToString()",
    };

    /// <summary>Its rows, without the way to build them.</summary>
    public static IReadOnlyList<SqlTypeMapping> Rows { get; } = [.. s_rows.Select(row => row.Mapping)];

    /// <summary>What SqlClient says of a column, in this house's words.</summary>
    internal static SqlColumn Describe(DbColumn column, string name)
    {
        // Types of the CLR come with their database and schema in front: `master.sys.geography`.
        var typeName = (column.DataTypeName ?? "").Split('.')[^1];
        var isDecimal = typeName is "decimal" or "numeric";
        var isTime = typeName is "time" or "datetime2" or "datetimeoffset";
        var isSized = typeName is "char" or "varchar" or "nchar" or "nvarchar" or "binary" or "varbinary";
        return new SqlColumn(
            name,
            column.ColumnName,
            typeName,
            isSized ? (column.ColumnSize == int.MaxValue ? -1 : column.ColumnSize) : null,
            isDecimal ? (byte?)column.NumericPrecision : null,
            isDecimal || isTime ? (byte?)column.NumericScale : null,
            column.AllowDBNull ?? true);
    }

    /// <summary>Chooses a column's builder, once.</summary>
    /// <exception cref="UserError">The type has no row.</exception>
    internal static ColumnBuilder CreateBuilder(SqlColumn column) =>
        s_builders.TryGetValue(column.TypeName, out var builder) ? builder(column) : throw Unsupported(column);

    /// <exception cref="UserError">The type has no row.</exception>
    internal static void Require(SqlColumn column)
    {
        if (!s_builders.ContainsKey(column.TypeName))
        {
            throw Unsupported(column);
        }
    }

    /// <summary>The error that a column of a type without a row is, with the cast that helps.</summary>
    public static UserError Unsupported(SqlColumn column)
    {
        var source = column.SourceName.Length == 0 ? "the expression" : $"[{column.SourceName.Replace("]", "]]", StringComparison.Ordinal)}]";
        var cast = string.Format(
            System.Globalization.CultureInfo.InvariantCulture, s_casts.GetValueOrDefault(column.TypeName, "CAST({0} AS nvarchar(max))"), source);
        return new UserError(
            ErrorCodes.UnsupportedColumnType,
            $"The column `{column.Name}` has the type `{column.TypeName}`, which is not yet supported.",
            "",
            $"Cast it in the SQL: {cast}.");
    }

    private static (SqlTypeMapping Mapping, Func<SqlColumn, ColumnBuilder> Builder) Row<T>(
        string sqlType, string frameColumn, string note, Func<SqlColumn, ColumnBuilder> builder) =>
        (new SqlTypeMapping(sqlType, frameColumn, typeof(T), note), builder);
}
