using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Engine;

/// <summary>Numbers, words and lines of errors, as SQL Server gives them.</summary>
public sealed class ErrorTests(EngineFixture fixture)
{
    [Theory]
    [InlineData("SELECT 1 +\nFROM sales.Orders", 156, 2, "Incorrect syntax near the keyword 'FROM'.")]
    [InlineData("SELECT\n  ,1", 102, 2, "Incorrect syntax near ','.")]
    [InlineData("SELECT (1", 102, 1, "Incorrect syntax near '1'.")]
    [InlineData("SELECT * FROM", 102, 1, "Incorrect syntax near 'FROM'.")]
    [InlineData("SELECT 'abc", 105, 1, "Unclosed quotation mark after the character string 'abc'.")]
    [InlineData("SELECT 1\nGO\nSELECT 2", 102, 3, "Incorrect syntax near 'GO'.")]
    [InlineData("\nSELEC 1", 2812, 2, "Could not find stored procedure 'SELEC'.")]
    [InlineData("SELECT 1;\n\nSELECT * FROM sales.Order", 156, 3, "Incorrect syntax near the keyword 'Order'.")]
    [InlineData("SELECT 1;\n\nSELECT * FROM sales.[Order]", 208, 3, "Invalid object name 'sales.Order'.")]
    [InlineData("SELECT a, FROM t", 156, 1, "Incorrect syntax near the keyword 'FROM'.")]
    [InlineData("SELECT * FORM t", 102, 1, "Incorrect syntax near 'FORM'.")]
    [InlineData("SELECT * FROM Orders", 208, 1, "Invalid object name 'Orders'.")]
    [InlineData("SELECT OrderId,\n  Totl\nFROM sales.Orders", 207, 2, "Invalid column name 'Totl'.")]
    [InlineData("SELECT o.Totl FROM sales.Orders AS o", 207, 1, "Invalid column name 'Totl'.")]
    [InlineData("SELECT x.Total FROM sales.Orders AS o", 4104, 1, "The multi-part identifier \"x.Total\" could not be bound.")]
    [InlineData("SELECT CustomerId FROM sales.Orders AS o JOIN sales.Customers AS c ON c.CustomerId = o.CustomerId", 209, 1, "Ambiguous column name 'CustomerId'.")]
    [InlineData("SELECT @missing", 137, 1, "Must declare the scalar variable \"@missing\".")]
    [InlineData("SELECT Status,\n Total FROM sales.Orders GROUP BY Status", 8120, 2, "Column 'Total' is invalid in the select list because it is not contained in either an aggregate function or the GROUP BY clause.")]
    [InlineData("SELECT COUNT(*), Status FROM sales.Orders", 8120, 1, "Column 'Status' is invalid in the select list because it is not contained in either an aggregate function or the GROUP BY clause.")]
    [InlineData("SELECT Status FROM sales.Orders WHERE COUNT(*) > 1", 147, 1, "An aggregate may not appear in the WHERE clause unless it is in a subquery contained in a HAVING clause or a select list, and the column being aggregated is an outer reference.")]
    [InlineData("SELECT 1\nWHERE ROW_NUMBER() OVER (ORDER BY (SELECT 1)) = 1", 4108, 2, "Windowed functions can only appear in the SELECT or ORDER BY clauses.")]
    [InlineData("PRINT 'x'\nSELECT 1 / 0", 8134, 2, "Divide by zero error encountered.")]
    [InlineData("SELECT CAST('12a' AS int)", 245, 1, "Conversion failed when converting the varchar value '12a' to data type int.")]
    [InlineData("SELECT 2147483647 * 2", 8115, 1, "Arithmetic overflow error converting expression to data type int.")]
    [InlineData("SELECT CAST(9223372036854775807 AS bigint) + 1", 8115, 1, "Arithmetic overflow error converting expression to data type bigint.")]
    [InlineData("SELECT CAST(300 AS tinyint)", 220, 1, "Arithmetic overflow error for data type tinyint, value = 300.")]
    [InlineData("SELECT CAST(3000000000 AS int)", 8115, 1, "Arithmetic overflow error converting expression to data type int.")]
    [InlineData("SELECT CAST(1e20 AS int)", 232, 1, "Arithmetic overflow error for type int, value = 1e+20.")]
    [InlineData("SELECT 1e308 * 10", 8115, 1, "Arithmetic overflow error converting expression to data type float.")]
    [InlineData("DECLARE @x int = -2147483648; SELECT -@x", 8115, 1, "Arithmetic overflow error converting expression to data type int.")]
    [InlineData("SELECT ROUND(2147483647, -1)", 8115, 1, "Arithmetic overflow error converting expression to data type int.")]
    [InlineData("SELECT * FROM (SELECT 1) AS t", 8155, 1, "No column name was specified for column 1 of 't'.")]
    [InlineData("SELECT * FROM (SELECT 1 AS a, 2 AS A) AS t", 8156, 1, "The column 'A' was specified multiple times for 't'.")]
    [InlineData("SELECT * FROM (SELECT OrderId FROM sales.Orders ORDER BY OrderId) AS t", 1033, 1, "The ORDER BY clause is invalid in views, inline functions, derived tables, subqueries, and common table expressions, unless TOP, OFFSET or FOR XML is also specified.")]
    [InlineData("SELECT 1 AS a ORDER BY 2", 108, 1, "The ORDER BY position number 2 is out of range of the number of items in the select list.")]
    [InlineData("SELECT *", 263, 1, "Must specify table to select from.")]
    [InlineData("SELECT LEN('a', 'b')", 174, 1, "The len function requires 1 argument(s).")]
    [InlineData("SELECT 1 WHERE 1 = CAST(GETDATE() AS date)", 206, 1, "Operand type clash: int is incompatible with date")]
    [InlineData("SELECT AVG('a') FROM sales.Products", 8117, 1, "Operand data type varchar is invalid for avg operator.")]
    public void Error_has_the_number_line_and_words_of_SQL_Server(string batch, int number, int line, string text)
    {
        using var session = fixture.Engine.OpenSession("alice@contoso.example", string.Empty);

        var error = RecordedResults.Of(session, batch).Error;

        Assert.Equal((number, line, text), (error!.Number, error.Line, error.Text));
    }

    [Fact]
    public void Error_ends_the_batch_and_what_was_reported_before_stands()
    {
        using var session = fixture.Engine.OpenSession("alice@contoso.example", string.Empty);

        var results = RecordedResults.Of(session, "SELECT 1; SELECT 1 / 0; SELECT 3");

        Assert.Equal(2, results.Results.Count);
        Assert.Equal(8134, results.Messages[^1].Number);
        Assert.Equal(4, RecordedResults.Of(session, "SELECT 4").Scalar());
    }

    [Fact]
    public void Rows_before_a_failing_row_may_come_but_the_error_does()
    {
        using var session = fixture.Engine.OpenSession("alice@contoso.example", string.Empty);

        var results = RecordedResults.Of(session, "SELECT 1000 / (OrderId - 90000) FROM sales.Orders ORDER BY OrderId");

        Assert.Equal(8134, results.Error?.Number);
    }

    [Fact]
    public void Unknown_database_is_refused_at_login()
    {
        var error = Assert.Throws<Sandbox.Engine.SqlServerException>(() => fixture.Engine.OpenSession("alice@contoso.example", "nope"));

        Assert.Equal(4060, error.ServerMessage.Number);
    }
}
