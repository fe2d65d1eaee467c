using NotebookSqlAuth.Sql;
using Xunit;

namespace NotebookSqlAuth.Tests.Core;

public sealed class QueryTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("  \n\t ")]
    [InlineData("-- only a comment")]
    [InlineData("/* one */ ;\nGO")]
    [InlineData("GO\nGO 3\n")]
    public void Text_without_a_statement_has_no_batches(string sql) => Assert.Empty(QueryText.Parse(sql).Batches);

    [Fact]
    public void Go_splits_batches_and_each_knows_its_first_line()
    {
        var batches = QueryText.Parse("SELECT 1\nGO\n\nSELECT 2\n  go 3 -- thrice\nSELECT 3").Batches;

        Assert.Equal(["SELECT 1\n", "\nSELECT 2\n  ", "SELECT 3"], batches.Select(batch => batch.Text));
        Assert.Equal([1, 3, 6], batches.Select(batch => batch.FirstLine));
        Assert.Equal([1, 3, 1], batches.Select(batch => batch.Count));
    }

    [Fact]
    public void Go_splits_with_windows_line_ends_too()
    {
        var batches = QueryText.Parse("SELECT 1\r\nGO\r\nSELECT 2\r\n").Batches;

        Assert.Equal([1, 3], batches.Select(batch => batch.FirstLine));
        Assert.StartsWith("SELECT 2", batches[1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT '\nGO\n'")]
    [InlineData("SELECT 1 /*\nGO\n*/")]
    [InlineData("SELECT 1 AS [\nGO\n]")]
    [InlineData("SELECT 1 AS go")]
    [InlineData("SELECT 1 -- GO")]
    public void Go_within_a_literal_a_comment_or_a_name_splits_nothing(string sql) =>
        Assert.Equal(sql, Assert.Single(QueryText.Parse(sql).Batches).Text);

    [Theory]
    [InlineData("SELECT * FROM t WHERE a > @minimum", "minimum")]
    [InlineData("SELECT @a, @B, @b, @A", "a,B")]
    [InlineData("SELECT @@VERSION, @@ROWCOUNT", "")]
    [InlineData("DECLARE @x int = @y; SELECT @x, @z", "y,z")]
    [InlineData("SELECT @X DECLARE @x int", "")]
    [InlineData("DECLARE @t TABLE (id int); INSERT @t VALUES (@v); SELECT * FROM @t", "v")]
    [InlineData("DECLARE @c CURSOR; SET @c = CURSOR FOR SELECT 1", "")]
    [InlineData("EXEC sp_who @loginame = @who", "who")]
    [InlineData("EXEC @rc = sp_help", "rc")]
    [InlineData("SELECT '@text', 1 /* @comment */ -- @line", "")]
    [InlineData("SELECT [@name], \"@quoted\" FROM t", "")]
    [InlineData("CREATE PROCEDURE p @a int AS SELECT @a, @b", "")]
    [InlineData("CREATE FUNCTION f(@a int) RETURNS @r TABLE (x int) AS BEGIN INSERT @r SELECT @a RETURN END", "")]
    [InlineData("SELECT TOP (@n) * FROM t ORDER BY a OFFSET @skip ROWS", "n,skip")]
    public void Names_that_are_not_declared_are_variables(string sql, string expected) =>
        Assert.Equal(expected, string.Join(',', QueryText.Parse(sql).Variables));

    [Fact]
    public void A_declaration_ends_with_its_batch()
    {
        var text = QueryText.Parse("DECLARE @x int\nGO\nSELECT @x");

        Assert.Empty(text.Batches[0].Variables);
        Assert.Equal(["x"], text.Batches[1].Variables);
    }

    [Theory]
    [InlineData("SELEC * FROM t WHERE a > @minimum AND b = '@no'", "minimum")]
    [InlineData("DECLARE @x int, @y decimal(9, 2) SELECT @x, @y, @z FROM FROM", "z")]
    [InlineData("DECLARE @x int = @y, @w int SELECT @w FROM FROM -- @c", "y")]
    [InlineData("SELECT FROM @@IDENTITY WHERE WHERE @a", "a")]
    public void Text_that_does_not_parse_gives_its_variables_by_tokens(string sql, string expected)
    {
        var text = QueryText.Parse(sql);

        Assert.Equal(sql, Assert.Single(text.Batches).Text);
        Assert.Equal(expected, string.Join(',', text.Variables));
    }

    [Fact]
    public void Text_that_does_not_parse_is_split_all_the_same()
    {
        var batches = QueryText.Parse("SELEC 1\nGO\nSELECT 2").Batches;

        Assert.Equal(2, batches.Count);
        Assert.Equal(3, batches[1].FirstLine);
    }

    [Theory]
    [InlineData("SELECT 'abc\nGO\nSELECT 1")]
    [InlineData("SELECT [abc\nGO\nSELECT 1")]
    [InlineData("SELECT 1 /* abc\nGO\nSELECT 1")]
    [InlineData("SELECT ` FROM { ~ ¤")]
    public void Text_that_cannot_be_read_goes_to_the_server_whole(string sql) =>
        Assert.Equal(sql, Assert.Single(QueryText.Parse(sql).Batches).Text);

    [Fact]
    public void Text_after_a_broken_literal_in_a_later_batch_is_kept()
    {
        var batches = QueryText.Parse("SELECT 1\nGO\nSELECT 'abc\nGO\nx").Batches;

        Assert.Equal(["SELECT 1\n", "SELECT 'abc\nGO\nx"], batches.Select(batch => batch.Text));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(20_000)]
    [InlineData(300_000)]
    public void Parse_comments_within_comments_leaves_the_process_alive(int depth)
    {
        var sql = $"{string.Concat(Enumerable.Repeat("/*", depth))} @x {string.Concat(Enumerable.Repeat("*/", depth))} SELECT @minimum";

        var batch = Assert.Single(QueryText.Parse(sql).Batches);

        Assert.Equal(["minimum"], batch.Variables);
        Assert.Equal(depth, SqlSyntax.CommentDepth(sql));
    }

    [Fact]
    public void Parse_comments_beyond_measure_leaves_them_to_the_server()
    {
        var sql = "SELECT 1 " + string.Concat(Enumerable.Repeat("/*", 1_000_000));

        Assert.Equal(sql, Assert.Single(QueryText.Parse(sql).Batches).Text);
        Assert.Empty(SqlSyntax.Check(sql));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("/", 0)]
    [InlineData("1 / 2 * 3", 0)]
    [InlineData("/* a */ /* b */", 1)]
    [InlineData("/* a /* b */ */", 2)]
    [InlineData("/*/ */", 1)]
    [InlineData("*/ /*", 1)]
    public void Comments_nest_as_the_server_nests_them(string sql, int depth) => Assert.Equal(depth, SqlSyntax.CommentDepth(sql));

    [Theory]
    [InlineData(400)]
    [InlineData(4_000)]
    [InlineData(200_000)]
    public void Parse_deeply_nested_expression_leaves_the_process_alive_and_finds_the_name(int depth)
    {
        var sql = "SELECT " + new string('(', depth) + "@minimum" + new string(')', depth);

        Assert.Equal(["minimum"], QueryText.Parse(sql).Variables);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(200_000)]
    public void Parse_long_chain_of_operators_leaves_the_process_alive_and_finds_the_name(int terms)
    {
        var sql = "SELECT @minimum" + string.Concat(Enumerable.Repeat(" + 1", terms));

        Assert.Equal(["minimum"], QueryText.Parse(sql).Variables);
    }

    [Theory]
    [InlineData("CREATE PROCEDURE dbo.p @limit int AS BEGIN SELEC 1 WHERE 1 < @limit END")]
    [InlineData("-- new\nCREATE OR ALTER FUNCTION dbo.f (@n int) RETURNS int AS BEGIN RETUR @n END")]
    [InlineData("ALTER TRIGGER t ON dbo.x AFTER INSERT AS DECLARE @a int; SELEC @a, @b")]
    public void Parse_module_that_does_not_parse_leaves_its_parameters_to_the_server(string sql) =>
        Assert.Empty(QueryText.Parse(sql).Variables);
}
