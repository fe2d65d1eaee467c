using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Spark.Tests.Jdbc;

public sealed class SelectTextTests
{
    [Theory]
    [InlineData("SELECT a FROM t;", "", "SELECT a FROM t")]
    [InlineData("-- first\nSELECT a, 'x;y' AS b FROM t -- last", "", "SELECT a, 'x;y' AS b FROM t")]
    [InlineData("SELECT a FROM t UNION ALL SELECT b FROM u", "", "SELECT a FROM t UNION ALL SELECT b FROM u")]
    [InlineData("SELECT TOP (3) a FROM t ORDER BY a", "", "SELECT TOP (3) a FROM t ORDER BY a")]
    [InlineData("(SELECT a FROM t)", "", "(SELECT a FROM t)")]
    [InlineData("WITH w AS (SELECT 1 AS a), v (b) AS (SELECT a FROM w) SELECT b FROM v", "WITH w AS (SELECT 1 AS a), v (b) AS (SELECT a FROM w)", "SELECT b FROM v")]
    public void A_select_is_taken_apart_into_its_common_tables_and_the_rest(string sql, string commonTables, string query)
    {
        var select = QueryText.Parse(sql).Batches[0].Select!;

        Assert.Equal((commonTables, query), (select.CommonTables, select.Query));
        Assert.Empty(select.StatementClauses);
        Assert.Empty(select.TemporaryTables);
    }

    [Theory]
    [InlineData("UPDATE t SET a = 1")]
    [InlineData("SELECT a INTO #b FROM t")]
    [InlineData("SELECT a FROM t SELECT b FROM t")]
    [InlineData("DECLARE @a int = 1; SELECT @a AS a")]
    [InlineData("DECLARE @a int; SELECT @a = 1")]
    [InlineData("SELECT a FROM")]
    public void What_is_not_one_select_has_no_such_parts(string sql) => Assert.Null(QueryText.Parse(sql).Batches[0].Select);

    [Theory]
    [InlineData("SELECT TOP 5 a FROM t", "TOP without ORDER BY", "")]
    [InlineData("WITH w AS (SELECT TOP (5) a FROM t) SELECT a FROM w", "TOP without ORDER BY", "")]
    [InlineData("SELECT a FROM t WHERE a IN (SELECT TOP 50 PERCENT b FROM u)", "TOP without ORDER BY", "")]
    [InlineData("SELECT TOP 5 a FROM t UNION ALL SELECT b FROM u", "TOP without ORDER BY", "")]
    [InlineData("SELECT a FROM t TABLESAMPLE (10 PERCENT)", "TABLESAMPLE", "")]
    [InlineData("SELECT newid() AS id FROM t", "NEWID()", "")]
    [InlineData("SELECT TOP 5 a FROM t ORDER BY NEWID()", "NEWID()", "TOP")]
    [InlineData("SELECT a FROM t WHERE RAND() < 0.5 AND CRYPT_GEN_RANDOM(1) > 0x10", "RAND(), CRYPT_GEN_RANDOM()", "")]
    [InlineData("SELECT RAND(7) AS r, dbo.NEWID() AS n FROM t", "", "")]
    [InlineData("SELECT TOP 100 PERCENT a FROM t", "", "")]
    [InlineData("SELECT TOP (100) PERCENT a FROM t", "", "")]
    [InlineData("SELECT TOP 5 WITH TIES a FROM t ORDER BY a", "", "")]
    [InlineData("SELECT a FROM t WHERE EXISTS (SELECT TOP 1 1 FROM u WHERE b = a)", "", "")]
    [InlineData("SELECT TOP 5 a FROM t ORDER BY a", "", "TOP")]
    [InlineData("SELECT a FROM t ORDER BY a OFFSET 5 ROWS FETCH NEXT 5 ROWS ONLY", "", "OFFSET")]
    [InlineData("SELECT a, row_number() OVER (ORDER BY b) AS n, RANK() OVER (ORDER BY b) AS r, SUM(c) OVER (ORDER BY b) AS s FROM t", "", "ROW_NUMBER")]
    public void What_chooses_among_rows_is_named(string sql, string unrepeatable, string ordered)
    {
        var select = QueryText.Parse(sql).Batches[0].Select!;

        Assert.Equal((unrepeatable, ordered), (string.Join(", ", select.UnrepeatableParts), string.Join(", ", select.OrderedChoices)));
    }

    [Fact]
    public void Clauses_of_the_whole_statement_and_temporary_tables_are_named()
    {
        var select = QueryText.Parse("SELECT a FROM #t JOIN dbo.u ON a = b, (SELECT c FROM #v) AS w JOIN #T ON 1 = 1 OPTION (MAXDOP 1)").Batches[0].Select!;

        Assert.Equal(["OPTION"], select.StatementClauses);
        Assert.Equal(["#t", "#v"], select.TemporaryTables);
        Assert.Equal(["FOR"], QueryText.Parse("SELECT a FROM t FOR JSON PATH").Batches[0].Select!.StatementClauses);
    }
}
