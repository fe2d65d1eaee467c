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

    [Fact]
    public void Clauses_of_the_whole_statement_and_temporary_tables_are_named()
    {
        var select = QueryText.Parse("SELECT a FROM #t JOIN dbo.u ON a = b, (SELECT c FROM #v) AS w JOIN #T ON 1 = 1 OPTION (MAXDOP 1)").Batches[0].Select!;

        Assert.Equal(["OPTION"], select.StatementClauses);
        Assert.Equal(["#t", "#v"], select.TemporaryTables);
        Assert.Equal(["FOR"], QueryText.Parse("SELECT a FROM t FOR JSON PATH").Batches[0].Select!.StatementClauses);
    }
}
