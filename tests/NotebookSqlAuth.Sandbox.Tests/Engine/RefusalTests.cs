using NotebookSqlAuth.Sandbox.Engine;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Engine;

/// <summary>What is not proven by the answer table is refused by name, and nothing of its batch runs.</summary>
public sealed class RefusalTests(EngineFixture fixture)
{
    [Theory]
    [InlineData("MERGE #t AS t USING #t AS s ON t.a = s.a WHEN MATCHED THEN DELETE;", "MERGE")]
    [InlineData("SELECT * FROM #t PIVOT (COUNT(a) FOR a IN ([1])) AS p", "PIVOT")]
    [InlineData("SELECT * FROM #t UNPIVOT (v FOR n IN (a)) AS p", "UNPIVOT")]
    [InlineData("SELECT * FROM #t AS t CROSS APPLY (SELECT 1 AS x) AS q", "CROSS APPLY")]
    [InlineData("SELECT * FROM #t AS t OUTER APPLY (SELECT 1 AS x) AS q", "OUTER APPLY")]
    [InlineData("SELECT a FROM #t FOR XML AUTO", "FOR XML")]
    [InlineData("SELECT a FROM #t FOR JSON PATH", "FOR JSON")]
    [InlineData("SELECT * FROM OPENROWSET(BULK '/etc/passwd', SINGLE_CLOB) AS x", "OPENROWSET")]
    [InlineData("SELECT * FROM OPENQUERY(other, 'SELECT 1')", "OPENQUERY")]
    [InlineData("SELECT * FROM OPENJSON('[]')", "OPEN JSON TABLE REFERENCE")]
    [InlineData("SELECT * FROM STRING_SPLIT('a,b', ',')", "GLOBAL FUNCTION TABLE REFERENCE")]
    [InlineData("EXEC xp_cmdshell 'dir'", "EXECUTE")]
    [InlineData("EXECUTE ('SELECT 1')", "EXECUTE")]
    [InlineData("DECLARE c CURSOR FOR SELECT a FROM #t", "CURSOR")]
    [InlineData("SELECT a FROM #t WITH (NOLOCK)", "WITH (table hint)")]
    [InlineData("SELECT a FROM #t OPTION (RECOMPILE)", "OPTION")]
    [InlineData("SELECT a FROM #t AS x INNER HASH JOIN #t AS y ON x.a = y.a", "HASH join hint")]
    [InlineData("SELECT a FROM #t TABLESAMPLE (10 PERCENT)", "TABLESAMPLE")]
    [InlineData("SELECT a FROM #t EXCEPT SELECT 1", "EXCEPT")]
    [InlineData("SELECT a FROM #t INTERSECT SELECT 1", "INTERSECT")]
    [InlineData("SELECT a FROM #t GROUP BY ROLLUP (a)", "ROLLUP")]
    [InlineData("SELECT a FROM #t GROUP BY GROUPING SETS ((a), ())", "GROUPING SETS")]
    [InlineData("WITH r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT n FROM r", "recursive common table expression")]
    [InlineData("SELECT SUM(a) OVER (ORDER BY a ROWS UNBOUNDED PRECEDING) FROM #t", "window frame (ROWS or RANGE)")]
    [InlineData("SELECT LAG(a) OVER (ORDER BY a) FROM #t", "LAG with OVER")]
    [InlineData("SELECT a FROM #t WHERE a > ALL (SELECT 1)", "SUBQUERY COMPARISON PREDICATE")]
    [InlineData("SELECT a COLLATE Latin1_General_BIN FROM #t", "COLLATE")]
    [InlineData("SELECT FORMAT(GETDATE(), 'd')", "function FORMAT")]
    [InlineData("SELECT NEWID()", "function NEWID")]
    [InlineData("SELECT dbo.f(1)", "method or user-defined function")]
    [InlineData("SELECT @@SERVERNAME", "@@SERVERNAME")]
    [InlineData("SELECT 1 & 2", "operator BitwiseAnd")]
    [InlineData("SELECT $1.5", "MONEY LITERAL")]
    [InlineData("SELECT CAST('a' AS xml)", "XML DATA TYPE REFERENCE")]
    [InlineData("SELECT CAST('a' AS geography)", "USER DATA TYPE REFERENCE")]
    [InlineData("SELECT CAST(1 AS sql_variant)", "type sql_variant")]
    [InlineData("SELECT CONVERT(varchar(30), GETDATE(), 130)", "CONVERT style 130")]
    [InlineData("SELECT CAST('1 Jan 2024' AS date)", "the date format of '1 Jan 2024'")]
    [InlineData("SELECT GETDATE() + 1", "+ on datetime (use DATEADD or DATEDIFF)")]
    [InlineData("BEGIN TRANSACTION", "transaction")]
    [InlineData("BEGIN TRY SELECT 1 END TRY BEGIN CATCH END CATCH", "TRY...CATCH")]
    [InlineData("WHILE 1 = 1 SELECT 1", "WHILE")]
    [InlineData("DECLARE @t TABLE (a int)", "table variable")]
    [InlineData("CREATE PROCEDURE p AS SELECT 1", "CREATE PROCEDURE STATEMENT")]
    [InlineData("CREATE VIEW v AS SELECT 1 AS a", "CREATE VIEW STATEMENT")]
    [InlineData("BULK INSERT #t FROM 'x'", "BULK INSERT STATEMENT")]
    [InlineData("BACKUP DATABASE SandboxSales TO DISK = 'x'", "BACKUP")]
    [InlineData("CREATE TABLE #u (a int PRIMARY KEY)", "UNIQUE CONSTRAINT DEFINITION")]
    [InlineData("CREATE TABLE #u (a int IDENTITY)", "IDENTITY OPTIONS")]
    [InlineData("SELECT 1 AS a INTO ##everyone", "global temporary table")]
    [InlineData("DELETE TOP (1) FROM #t", "DELETE with FROM, TOP, OUTPUT or OPTION")]
    [InlineData("SET ANSI_NULLS OFF", "SET AnsiNulls OFF")]
    [InlineData("SET DATEFORMAT dmy", "SET DateFormat with this value")]
    [InlineData("SELECT COUNT(*) FROM types.int", "more than columns and filters by whole numbers FROM types.int")]
    [InlineData("SELECT value FROM types.int WHERE id + 1 = 2", "more than columns and filters by whole numbers FROM types.int")]
    [InlineData("SELECT * FROM other.SandboxSales.sales.Orders", "linked server")]
    public void Construct_is_refused_by_its_name(string batch, string name)
    {
        using var session = Open();
        RecordedResults.Of(session, "CREATE TABLE #t (a int)");

        var results = RecordedResults.Of(session, batch);

        Assert.Equal(new SqlServerMessage(50517, 16, 1, $"'{name}' is not supported by the NotebookSqlAuth sandbox; Azure SQL may take it.", 1), results.Error);
        Assert.All(results.Results, result => Assert.Empty(result.Rows));
    }

    [Fact]
    public void Unknown_syntax_stops_the_whole_batch_before_it_begins()
    {
        using var session = Open();

        var results = RecordedResults.Of(session, "CREATE TABLE #t (a int);\nPRINT 'one';\nEXEC xp_cmdshell 'dir';");

        Assert.Equal((50517, 3), (results.Error!.Number, results.Error.Line));
        Assert.Single(results.Messages);
        Assert.Equal(208, RecordedResults.Of(session, "SELECT * FROM #t").Error?.Number);
    }

    [Theory]
    [InlineData("SELECT * FROM 'file.csv'")]
    [InlineData("SELECT * FROM read_csv('/etc/passwd')")]
    [InlineData("SELECT * FROM [/etc/passwd]")]
    [InlineData("SELECT * FROM \"file.csv\"")]
    [InlineData("SELECT read_text('/etc/passwd')")]
    [InlineData("SELECT getenv('HOME')")]
    [InlineData("SELECT current_setting('threads')")]
    [InlineData("SELECT error('x')")]
    [InlineData("SELECT t_key('x')")]
    [InlineData("SELECT * FROM duckdb_settings()")]
    [InlineData("SELECT * FROM information_schema.schemata")]
    [InlineData("SELECT * FROM duckdb_tables")]
    [InlineData("SELECT * FROM temp.main.local_0")]
    [InlineData("SELECT * FROM sqlite_master")]
    [InlineData("COPY sales.Orders TO 'x.csv'")]
    [InlineData("PRAGMA database_list")]
    [InlineData("ATTACH 'x.db'")]
    [InlineData("INSTALL httpfs")]
    [InlineData("LOAD httpfs")]
    [InlineData("SET threads = 1")]
    [InlineData("SET @@threads = 1")]
    [InlineData("SELECT 1::int")]
    [InlineData("SELECT [1, 2]")]
    [InlineData("FROM sales.Orders")]
    [InlineData("SELECT * EXCLUDE (OrderId) FROM sales.Orders")]
    [InlineData("SELECT 1 LIMIT 1")]
    public void What_only_DuckDB_knows_never_reaches_it(string batch)
    {
        using var session = Open();

        var results = RecordedResults.Of(session, batch);

        // 50518 would be DuckDB's own word.
        Assert.NotNull(results.Error);
        Assert.NotEqual(50518, results.Error.Number);
        Assert.Empty(results.Results);
    }

    [Theory]
    [InlineData("INSERT sales.Products VALUES (1)", 229)]
    [InlineData("UPDATE sales.Products SET UnitPrice = 0", 229)]
    [InlineData("DELETE FROM sales.Orders", 229)]
    [InlineData("DELETE sandbox.audit", 229)]
    [InlineData("TRUNCATE TABLE sales.Orders", 229)]
    [InlineData("DROP TABLE sales.Orders", 3701)]
    [InlineData("CREATE TABLE sales.Mine (a int)", 262)]
    [InlineData("SELECT 1 AS a INTO sales.Mine", 262)]
    public void Sample_database_is_read_only(string batch, int number)
    {
        using var session = Open();

        Assert.Equal(number, RecordedResults.Of(session, batch).Error?.Number);
        Assert.Equal(100_000, RecordedResults.Of(session, "SELECT COUNT(*) FROM sales.Orders").Scalar());
    }

    private ISqlSession Open() => fixture.Engine.OpenSession("alice@contoso.example", string.Empty);
}
