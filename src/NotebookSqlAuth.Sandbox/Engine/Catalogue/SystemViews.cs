using NotebookSqlAuth.Sandbox.Engine.Fixtures;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>The catalogue views that analysts look into: INFORMATION_SCHEMA, and what of sys they and their tools ask for.</summary>
/// <remarks>https://learn.microsoft.com/sql/relational-databases/system-information-schema-views/system-information-schema-views-transact-sql</remarks>
internal static class SystemViews
{
    private const string InformationSchema = "INFORMATION_SCHEMA";
    private static readonly SqlDataType SysName = TSqlTypes.NVarChar(128);

    public static IEnumerable<TableInfo> Of(string database, IReadOnlyList<TableInfo> stored)
    {
        var tables = WithFixtures(database, stored);
        yield return View(
            InformationSchema,
            "TABLES",
            () => tables.Select(table => new object?[] { database, table.Schema, table.Name, "BASE TABLE" }),
            ("TABLE_CATALOG", SysName, true),
            ("TABLE_SCHEMA", SysName, true),
            ("TABLE_NAME", SysName, false),
            ("TABLE_TYPE", TSqlTypes.VarChar(10), true));
        yield return View(
            InformationSchema,
            "COLUMNS",
            () => tables.SelectMany(table => table.Columns.Select((column, index) => Describe(database, table, column, index))),
            ("TABLE_CATALOG", SysName, true),
            ("TABLE_SCHEMA", SysName, true),
            ("TABLE_NAME", SysName, false),
            ("COLUMN_NAME", SysName, true),
            ("ORDINAL_POSITION", TSqlTypes.Int, true),
            ("IS_NULLABLE", TSqlTypes.VarChar(3), true),
            ("DATA_TYPE", SysName, true),
            ("CHARACTER_MAXIMUM_LENGTH", TSqlTypes.Int, true),
            ("NUMERIC_PRECISION", TSqlTypes.TinyInt, true),
            ("NUMERIC_SCALE", TSqlTypes.Int, true),
            ("DATETIME_PRECISION", TSqlTypes.SmallInt, true));
        yield return View(
            "sys",
            "databases",
            () => [["master", 1], [SampleTables.DefaultDatabase, 5]],
            ("name", SysName, false),
            ("database_id", TSqlTypes.Int, false));
        yield return View(
            "sys",
            "schemas",
            () => tables.DistinctBy(table => table.Schema).Select(table => new object?[] { table.Schema, ObjectViews.SchemaId(tables, table) }),
            ("name", SysName, false),
            ("schema_id", TSqlTypes.Int, false));
        yield return View(
            "sys",
            "tables",
            () => tables.Select((table, index) => new object?[] { table.Name, ObjectViews.ObjectId(index), ObjectViews.SchemaId(tables, table) }),
            ("name", SysName, false),
            ("object_id", TSqlTypes.Int, false),
            ("schema_id", TSqlTypes.Int, false));
        foreach (var view in ObjectViews.Of(tables))
        {
            yield return view;
        }
    }

    private static List<TableInfo> WithFixtures(string database, IReadOnlyList<TableInfo> stored)
    {
        if (database != SampleTables.DefaultDatabase)
        {
            return [.. stored];
        }

        var fixtures = FixtureCatalogue.Tables.Select(table => new TableInfo(
            FixtureCatalogue.Schema,
            table.Name,
            string.Empty,
            [.. table.Columns.Select(column => new ColumnInfo(column.Name, string.Empty, column.Type, column.Nullable))]));
        return [.. stored, .. fixtures];
    }

    public static TableInfo View(
        string schema, string name, Func<IEnumerable<object?[]>> rows, params (string Name, SqlDataType Type, bool Nullable)[] columns) =>
        new(schema, name, string.Empty, [.. columns.Select(column => new ColumnInfo(column.Name, DuckDbText.Identifier(column.Name), column.Type, column.Nullable))])
        {
            Snapshot = rows,
        };

    private static object?[] Describe(string database, TableInfo table, ColumnInfo column, int index)
    {
        var type = column.Type;
        var isSized = TSqlTypes.IsText(type) || TSqlTypes.IsBinary(type);
        var exact = type.Code == SqlTypeCode.Bit ? null : DecimalRules.AsDecimal(type);
        return
        [
            database, table.Schema, table.Name, column.Name, index + 1, column.Nullable ? "YES" : "NO", TSqlTypes.BaseName(type),
            isSized ? type.Length : null,
            type.Code switch { SqlTypeCode.Float => (byte)53, SqlTypeCode.Real => (byte)24, _ => exact?.Precision },
            exact is null ? null : (int)exact.Scale,
            type.Code switch
            {
                SqlTypeCode.Date => (short)0,
                SqlTypeCode.DateTime => (short)3,
                SqlTypeCode.DateTime2 or SqlTypeCode.Time or SqlTypeCode.DateTimeOffset => (short)type.Scale,
                _ => null,
            },
        ];
    }
}
