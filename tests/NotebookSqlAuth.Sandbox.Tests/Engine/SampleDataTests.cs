using System.Data.SqlTypes;
using NotebookSqlAuth.Sandbox.Engine;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Engine;

public sealed class SampleDataTests(EngineFixture fixture)
{
    [Theory]
    [InlineData("Customers", 2_000)]
    [InlineData("Products", 200)]
    [InlineData("Orders", 100_000)]
    public void Table_holds_its_rows(string table, int rows) =>
        Assert.Equal(rows, Ask($"SELECT COUNT(*) FROM sales.{table}"));

    [Fact]
    public void Data_is_the_same_in_every_engine()
    {
        const string sum = """
            SELECT SUM(o.Total), SUM(CAST(o.CustomerId AS bigint)), MAX(o.ShippedAt), COUNT(o.Discount), (SELECT SUM(LineTotal) FROM sales.OrderLines),
                   (SELECT MAX(Name) FROM sales.Customers), (SELECT MIN(Name) FROM sales.Products)
            FROM sales.Orders AS o
            """;
        using var other = new SandboxSqlEngine(new AuditLog());
        using var here = fixture.Engine.OpenSession("alice@contoso.example", string.Empty);
        using var there = other.OpenSession("alice@contoso.example", string.Empty);

        Assert.Equal(RecordedResults.Of(here, sum).Results[0].Rows, RecordedResults.Of(there, sum).Results[0].Rows);
    }

    [Fact]
    public void Order_totals_are_those_of_their_lines() => Assert.Equal(0, Ask("""
        SELECT COUNT(*)
        FROM sales.Orders AS o
        JOIN (SELECT OrderId, SUM(LineTotal) AS LineTotal FROM sales.OrderLines GROUP BY OrderId) AS l ON l.OrderId = o.OrderId
        WHERE ABS(l.LineTotal * (100 - CAST(ROUND(100 * ISNULL(o.Discount, 0), 0) AS int)) / 100 - o.Total) > 0.005
        """));

    [Fact]
    public void Names_hold_apostrophes_and_letters_beyond_ascii()
    {
        Assert.NotEqual(0, Ask("SELECT COUNT(*) FROM sales.Customers WHERE Name LIKE N'%O''Brien'"));
        Assert.NotEqual(0, Ask("SELECT COUNT(*) FROM sales.Customers WHERE City = N'łódź'"));
    }

    [Fact]
    public void Whole_orders_table_is_read_row_by_row()
    {
        using var session = fixture.Engine.OpenSession("alice@contoso.example", string.Empty);

        var results = RecordedResults.Of(session, "SELECT * FROM sales.Orders ORDER BY OrderId");

        var rows = Assert.Single(results.Results).Rows;
        Assert.Equal(100_000, rows.Count);
        Assert.Equal(Enumerable.Range(1, 100_000), rows.Select(row => (int)row[0]!));
        Assert.Equal((byte)2, ((SqlDecimal)rows[0][7]!).Scale);
    }

    private object? Ask(string sql)
    {
        using var session = fixture.Engine.OpenSession("alice@contoso.example", string.Empty);
        return RecordedResults.Of(session, sql).Scalar();
    }
}
