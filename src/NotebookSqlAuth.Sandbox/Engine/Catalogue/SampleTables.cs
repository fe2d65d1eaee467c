namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>The shape of the sample database's tables; <see cref="SalesData"/> fills them.</summary>
internal static class SampleTables
{
    public const string DefaultDatabase = "SandboxSales";

    public static readonly TableInfo Customers = Table(
        "Customers",
        ("CustomerId", TSqlTypes.Int, false),
        ("Name", TSqlTypes.NVarChar(100), false),
        ("Segment", TSqlTypes.VarChar(20), false),
        ("City", TSqlTypes.NVarChar(60), false),
        ("Country", TSqlTypes.NVarChar(60), false),
        ("Email", TSqlTypes.NVarChar(120), true),
        ("CreatedOn", TSqlTypes.Date, false));

    public static readonly TableInfo Products = Table(
        "Products",
        ("ProductId", TSqlTypes.Int, false),
        ("Name", TSqlTypes.NVarChar(80), false),
        ("Category", TSqlTypes.VarChar(30), false),
        ("UnitPrice", TSqlTypes.Decimal(10, 2), false),
        ("Discontinued", TSqlTypes.Bit, false));

    public static readonly TableInfo Orders = Table(
        "Orders",
        ("OrderId", TSqlTypes.Int, false),
        ("CustomerId", TSqlTypes.Int, false),
        ("OrderedAt", TSqlTypes.DateTime2(0), false),
        ("ShippedAt", TSqlTypes.DateTime2(0), true),
        ("Status", TSqlTypes.VarChar(20), false),
        ("Channel", TSqlTypes.VarChar(20), false),
        ("Discount", TSqlTypes.Float, true),
        ("Total", TSqlTypes.Decimal(12, 2), false));

    public static readonly TableInfo OrderLines = Table(
        "OrderLines",
        ("OrderId", TSqlTypes.Int, false),
        ("LineNumber", TSqlTypes.TinyInt, false),
        ("ProductId", TSqlTypes.Int, false),
        ("Quantity", TSqlTypes.SmallInt, false),
        ("UnitPrice", TSqlTypes.Decimal(10, 2), false),
        ("LineTotal", TSqlTypes.Decimal(12, 2), false));

    public static IReadOnlyList<TableInfo> All { get; } = [Customers, Products, Orders, OrderLines];

    private static TableInfo Table(string name, params (string Name, SqlDataType Type, bool Nullable)[] columns) => new(
        "sales",
        name,
        $"sales.{DuckDbText.Identifier(name)}",
        [.. columns.Select(column => new ColumnInfo(column.Name, DuckDbText.Identifier(column.Name), column.Type, column.Nullable))]);
}
