namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>The catalogue views that editors read: what objects there are, their columns, types and descriptions.</summary>
/// <remarks>
/// https://learn.microsoft.com/sql/relational-databases/system-catalog-views: sys.objects, sys.columns, sys.types and
/// sys.extended_properties, their columns that tools ask for. char(2) is varchar(2) here, and sql_variant nvarchar.
/// </remarks>
internal static class ObjectViews
{
    private const int FirstSchemaId = 5;
    private const int FirstObjectId = 100;
    private static readonly SqlDataType SysName = TSqlTypes.NVarChar(128);

    public static IEnumerable<TableInfo> Of(IReadOnlyList<TableInfo> tables)
    {
        yield return SystemViews.View(
            "sys",
            "objects",
            () => tables.Select((table, index) => new object?[] { table.Name, ObjectId(index), SchemaId(tables, table), "U", "USER_TABLE", false }),
            ("name", SysName, false),
            ("object_id", TSqlTypes.Int, false),
            ("schema_id", TSqlTypes.Int, false),
            ("type", TSqlTypes.VarChar(2), true),
            ("type_desc", TSqlTypes.NVarChar(60), true),
            ("is_ms_shipped", TSqlTypes.Bit, true));
        yield return SystemViews.View(
            "sys",
            "columns",
            () => tables.SelectMany((table, index) => table.Columns.Select((column, ordinal) => Describe(index, column, ordinal))),
            ("object_id", TSqlTypes.Int, false),
            ("name", SysName, true),
            ("column_id", TSqlTypes.Int, false),
            ("system_type_id", TSqlTypes.TinyInt, false),
            ("user_type_id", TSqlTypes.Int, false),
            ("max_length", TSqlTypes.SmallInt, false),
            ("precision", TSqlTypes.TinyInt, false),
            ("scale", TSqlTypes.TinyInt, false),
            ("is_nullable", TSqlTypes.Bit, true));
        yield return SystemViews.View(
            "sys",
            "types",
            () => Enum.GetValues<SqlTypeCode>().Select(code => new object?[] { TSqlTypes.BaseName(new SqlDataType(code)), TypeId(code), (int)TypeId(code) }),
            ("name", SysName, false),
            ("system_type_id", TSqlTypes.TinyInt, false),
            ("user_type_id", TSqlTypes.Int, false));
        yield return SystemViews.View(
            "sys",
            "extended_properties",
            () => tables.SelectMany(Properties),
            ("class", TSqlTypes.TinyInt, false),
            ("major_id", TSqlTypes.Int, false),
            ("minor_id", TSqlTypes.Int, false),
            ("name", SysName, false),
            ("value", TSqlTypes.NVarChar(TSqlTypes.MaxNVarCharCharacters), true));
    }

    public static int ObjectId(int index) => FirstObjectId + index;

    public static int SchemaId(IReadOnlyList<TableInfo> tables, TableInfo table) =>
        tables.Select(other => other.Schema).Distinct().ToList().IndexOf(table.Schema) + FirstSchemaId;

    // Class 1 is an object or, with its number in minor_id, a column.
    private static IEnumerable<object?[]> Properties(TableInfo table, int index) =>
        table.Columns.Select((column, ordinal) => (Minor: ordinal + 1, column.Description))
            .Prepend((Minor: 0, table.Description))
            .Where(described => described.Description is not null)
            .Select(described => new object?[] { (byte)1, ObjectId(index), described.Minor, "MS_Description", described.Description });

    private static object?[] Describe(int index, ColumnInfo column, int ordinal)
    {
        var type = column.Type;
        var id = TypeId(type.Code);
        var exact = TSqlTypes.IsNumber(type) && !TSqlTypes.IsApproximate(type) ? DecimalRules.AsDecimal(type) : null;
        return
        [
            ObjectId(index), column.Name, ordinal + 1, id, (int)id,
            (short)(type.Length == TSqlTypes.Max ? -1 : TSqlTypes.IsUnicode(type) ? type.Length * 2 : type.Length > 0 ? type.Length : BytesOf(type)),
            exact?.Precision ?? (type.Code switch { SqlTypeCode.Float => (byte)53, SqlTypeCode.Real => (byte)24, _ => (byte)0 }),
            exact?.Scale ?? type.Scale,
            column.Nullable,
        ];
    }

    // sys.types: system_type_id.
    private static byte TypeId(SqlTypeCode code) => code switch
    {
        SqlTypeCode.UniqueIdentifier => 36,
        SqlTypeCode.Date => 40,
        SqlTypeCode.Time => 41,
        SqlTypeCode.DateTime2 => 42,
        SqlTypeCode.DateTimeOffset => 43,
        SqlTypeCode.TinyInt => 48,
        SqlTypeCode.SmallInt => 52,
        SqlTypeCode.Int => 56,
        SqlTypeCode.SmallDateTime => 58,
        SqlTypeCode.Real => 59,
        SqlTypeCode.Money => 60,
        SqlTypeCode.DateTime => 61,
        SqlTypeCode.Float => 62,
        SqlTypeCode.Bit => 104,
        SqlTypeCode.Decimal => 106,
        SqlTypeCode.SmallMoney => 122,
        SqlTypeCode.BigInt => 127,
        SqlTypeCode.VarBinary => 165,
        SqlTypeCode.VarChar => 167,
        SqlTypeCode.Binary => 173,
        SqlTypeCode.Char => 175,
        SqlTypeCode.NVarChar => 231,
        SqlTypeCode.NChar => 239,
        SqlTypeCode.Xml => 241,
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };

    // sys.columns: max_length of the types that have one length; decimal's and the times' go by their digits
    // (learn.microsoft.com/sql/t-sql/data-types: storage sizes).
    private static int BytesOf(SqlDataType type) => type.Code switch
    {
        SqlTypeCode.Bit or SqlTypeCode.TinyInt => 1,
        SqlTypeCode.SmallInt => 2,
        SqlTypeCode.Date => 3,
        SqlTypeCode.Int or SqlTypeCode.Real or SqlTypeCode.SmallMoney or SqlTypeCode.SmallDateTime => 4,
        SqlTypeCode.UniqueIdentifier => 16,
        SqlTypeCode.Xml => -1,
        SqlTypeCode.Decimal => type.Precision switch { <= 9 => 5, <= 19 => 9, <= 28 => 13, _ => 17 },
        SqlTypeCode.Time => TimeBytes(type),
        SqlTypeCode.DateTime2 => TimeBytes(type) + 3,
        SqlTypeCode.DateTimeOffset => TimeBytes(type) + 5,
        _ => 8,
    };

    private static int TimeBytes(SqlDataType type) => type.Scale switch { <= 2 => 3, <= 4 => 4, _ => 5 };
}
