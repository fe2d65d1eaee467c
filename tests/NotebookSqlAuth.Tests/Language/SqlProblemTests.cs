using NotebookSqlAuth.Language;
using NotebookSqlAuth.Sql;
using Xunit;

namespace NotebookSqlAuth.Tests.Language;

public sealed class SqlProblemTests : IDisposable
{
    private MagicLanguage Language { get; } = new(new NotebookSession(_ => null));

    public void Dispose() => Language.Dispose();

    [Theory]
    [InlineData("SELECT Total FROM sales.Orders WHERE Total > @minimum")]
    [InlineData("SELECT 1\nGO\nSELECT 2\nGO 3")]
    [InlineData("")]
    public void Sql_that_parses_has_no_problem(string sql) => Assert.Empty(SqlSyntax.Check(sql));

    [Fact]
    public void A_problem_tells_its_line_column_offset_and_what_the_parser_says()
    {
        var error = Assert.Single(SqlSyntax.Check("SELECT 1\nFROM a b c"));

        Assert.Equal((2, 10, 18, 46010), (error.Line, error.Column, error.Offset, error.Number));
        Assert.Equal("Incorrect syntax near 'c'.", error.Message);
    }

    [Fact]
    public void A_problem_in_a_later_batch_has_the_texts_own_line()
    {
        var error = Assert.Single(SqlSyntax.Check("SELECT 1\r\nGO 5\r\n-- 🐟\r\nSELECT )"));

        Assert.Equal(4, error.Line);
        Assert.Equal("SELECT )", "SELECT 1\r\nGO 5\r\n-- 🐟\r\nSELECT )"[error.Offset..]);
    }

    [Fact]
    public void A_problem_below_a_magic_has_the_places_of_the_whole_text()
    {
        var problem = Assert.Single(Language.Diagnose("#!sql-query --name x\r\nSELECT 1\r\nFROM a b c"));

        Assert.Equal((3, 10, "SQL46010"), (problem.Line, problem.Column, problem.Code));
        Assert.Equal('c', "#!sql-query --name x\r\nSELECT 1\r\nFROM a b c"[problem.Start]);
    }

    [Fact]
    public void Expressions_nested_by_the_thousand_are_read_all_the_same()
    {
        var nested = new string('(', 3000) + "1" + new string(')', 3000);

        Assert.Empty(SqlSyntax.Check("SELECT " + nested));
        Assert.True(SqlSyntax.IsUnfinished("SELECT " + nested[..^1]));
    }

    [Theory]
    [InlineData("SELECT (1", true)]
    [InlineData("SELECT 'abc", true)]
    [InlineData("SELECT [abc", true)]
    [InlineData("/* abc", true)]
    [InlineData("BEGIN SELECT 1", true)]
    [InlineData("SELECT 1 FROM a WHERE", true)]
    [InlineData("SELECT 1", false)]
    [InlineData("SELECT ) FROM", false)]
    public void The_parser_tells_what_is_unfinished(string sql, bool isUnfinished) => Assert.Equal(isUnfinished, SqlSyntax.IsUnfinished(sql));

    [Theory]
    [InlineData("#!aad-login", true)]
    [InlineData("#!aad-login --tenant x", true)]
    [InlineData("#!sql-query", false)]
    [InlineData("#!sql-query --help", true)]
    [InlineData("#!sql-query --name a -h", true)]
    [InlineData("#!sql-query --name \"-h\"", false)]
    [InlineData("#!sql-query\n", false)]
    [InlineData("#!sql-query\nSELECT 1", false)]
    [InlineData("#!sql-query\nSELECT 1\n", true)]
    [InlineData("#!sql-query\r\nSELECT 1\r\n", true)]
    [InlineData("#!sql-query\nSELECT (1\n", false)]
    [InlineData("#!sql-query\nSELECT (1\n\n", true)]
    [InlineData("#!sql-query\n\nSELECT 1", false)]
    [InlineData("#!spark-sql\nSELECT 1", false)]
    [InlineData("#!spark-sql\nSELECT (1\n", true)]
    public void A_console_sends_a_magic_at_once_and_its_body_at_a_blank_line(string text, bool isComplete) =>
        Assert.Equal(isComplete, Language.IsComplete(text));

    [Fact]
    public void A_text_of_nonsense_fails_nothing_and_every_answer_is_around_the_cursor()
    {
        string[] pieces = ["SELECT", "FROM", "(", ")", "x", ".", "[", "]", "'", "\"", ",", "@a", "#t", "WITH", "AS", "JOIN", "/*", "*/", "--", "\n", "GO", "🐟", "INTO", "CREATE TABLE", ";", "*", "DECLARE", "UNION"];
        var random = new Random(6);
        for (var round = 0; round < 3000; round++)
        {
            var text = "#!sql-query\n" + string.Join(' ', Enumerable.Range(0, random.Next(1, 40)).Select(_ => pieces[random.Next(pieces.Length)]));
            var cursor = random.Next(12, text.Length + 1);

            var suggestions = Language.Complete(text, cursor, []);
            Language.Explain(text, cursor, []);

            Assert.InRange(suggestions.Start, 12, cursor);
            Assert.InRange(suggestions.End, cursor, text.Length);
        }
    }
}
