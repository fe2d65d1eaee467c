namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>The shape of the sample database's tables; <see cref="SalesData"/> fills them.</summary>
internal static class SampleTables
{
    public const string DefaultDatabase = "SandboxSales";

    // By the column's name, which means the same in each table.
    private static readonly Dictionary<string, string> Descriptions = new(StringComparer.Ordinal)
    {
        ["Segment"] = "Consumer, Small business or Enterprise.",
        ["OrderedAt"] = "When the order was placed, UTC.",
        ["ShippedAt"] = "When it left the warehouse, UTC; NULL while it has not.",
        ["Discount"] = "As a fraction: 0.1 is ten percent.",
        ["Total"] = "What the order's lines come to, less the discount.",
        ["LineTotal"] = "Quantity times unit price.",
    };

    public static readonly TableInfo Customers = Table(
        "Customers",
        "Who buys: one row for each customer.",
        ("CustomerId", TSqlTypes.Int, false),
        ("Name", TSqlTypes.NVarChar(100), false),
        ("Segment", TSqlTypes.VarChar(20), false),
        ("City", TSqlTypes.NVarChar(60), false),
        ("Country", TSqlTypes.NVarChar(60), false),
        ("Email", TSqlTypes.NVarChar(120), true),
        ("CreatedOn", TSqlTypes.Date, false));

    public static readonly TableInfo Products = Table(
        "Products",
        "What is sold.",
        ("ProductId", TSqlTypes.Int, false),
        ("Name", TSqlTypes.NVarChar(80), false),
        ("Category", TSqlTypes.VarChar(30), false),
        ("UnitPrice", TSqlTypes.Decimal(10, 2), false),
        ("Discontinued", TSqlTypes.Bit, false));

    public static readonly TableInfo Orders = Table(
        "Orders",
        "One row for each order; its lines are in OrderLines.",
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
        "What an order holds, line by line.",
        ("OrderId", TSqlTypes.Int, false),
        ("LineNumber", TSqlTypes.TinyInt, false),
        ("ProductId", TSqlTypes.Int, false),
        ("Quantity", TSqlTypes.SmallInt, false),
        ("UnitPrice", TSqlTypes.Decimal(10, 2), false),
        ("LineTotal", TSqlTypes.Decimal(12, 2), false));

    public static IReadOnlyList<TableInfo> All { get; } = [Customers, Products, Orders, OrderLines];

    private static TableInfo Table(string name, string description, params (string Name, SqlDataType Type, bool Nullable)[] columns) => new(
        "sales",
        name,
        $"sales.{DuckDbText.Identifier(name)}",
        [.. columns.Select(column => new ColumnInfo(column.Name, DuckDbText.Identifier(column.Name), column.Type, column.Nullable)
        {
            Description = Descriptions.GetValueOrDefault(column.Name),
        })])
    {
        Description = description,
    };
}
