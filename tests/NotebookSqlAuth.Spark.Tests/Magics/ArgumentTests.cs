using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Magics;
using NotebookSqlAuth.Tests.Magics;

namespace NotebookSqlAuth.Spark.Tests.Magics;

/// <summary>Which of a Spark SQL's colons ask for a C# variable: those without one are all named, and nothing else is.</summary>
public sealed class ArgumentTests
{
    [Theory]
    [InlineData("SELECT :a", "`:a`")]
    [InlineData("SELECT :b, :a, :b", "`:b`, `:a`")]
    [InlineData("SELECT :a AS x, :A AS y", "`:a`, `:A`")]
    [InlineData("SELECT ':a' AS x, \":b\" AS y, :c", "`:c`")]
    [InlineData("SELECT 'it\\'s :a' AS x, :b", "`:b`")]
    [InlineData("SELECT 'it''s :a' AS x, :b", "`:b`")]
    [InlineData("SELECT r'\\' AS x, ':a' AS y, :b", "`:b`")]
    [InlineData("SELECT R\"\\\" AS x, \":a\" AS y, :b", "`:b`")]
    [InlineData("SELECT car'\\' :a' AS x, :b", "`:b`")]
    [InlineData("SELECT `x:a`, `y``:b`, :c", "`:c`")]
    [InlineData("SELECT 1 -- :a\n, :b", "`:b`")]
    [InlineData("SELECT 1 -- :a \\\n :b\n, :c", "`:c`")]
    [InlineData("SELECT 1 /* :a */, :b", "`:b`")]
    [InlineData("SELECT 1 /* x /* :a */ :b */, :c", "`:c`")]
    [InlineData("SELECT /*+ COALESCE(:n) */ :a", "`:n`, `:a`")]
    [InlineData("SELECT 1 /* it's */, :a, 'x'", "`:a`")]
    [InlineData("SELECT '--', :a", "`:a`")]
    [InlineData("SELECT CAST(x AS STRUCT<a:INT,b:STRING>), :c", "`:c`")]
    [InlineData("SELECT x::INT, body:path.to, f(x):y, a[1]:z, :c", "`:c`")]
    [InlineData("SELECT $$ :a $$, $q$ :b $$ :c $q$, :d", "`:d`")]
    [InlineData("SELECT x WHERE a>:a AND b=:b AND c IN(:c,:d)", "`:a`, `:b`, `:c`, `:d`")]
    [InlineData("SELECT slice(x, 1:2), : a, :1, :größe", "`:größe`")]
    [InlineData("SELECT :_a1 LIMIT :n", "`:_a1`, `:n`")]
    public async Task Names_without_a_variable_are_told_and_only_they(string sql, string names)
    {
        var error = await FailAsync(sql);

        Assert.Equal(ErrorCodes.MissingVariable, error.Code);
        Assert.StartsWith($"The Spark SQL uses {names}, but", error.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT ':a'")]
    [InlineData("SELECT 1 -- :a")]
    [InlineData("SELECT 1 /* :a */")]
    [InlineData("SELECT MAP('k', 1)['k'], x::STRING")]
    public async Task Sql_without_names_asks_for_nothing(string sql) =>
        Assert.Equal(ErrorCodes.NoSparkSession, (await FailAsync(sql)).Code);

    private static async Task<UserError> FailAsync(string sql)
    {
        await using var session = new NotebookSession(_ => null);
        var cell = new RecordingCell(TestContext.Current.CancellationToken);
        return await Assert.ThrowsAsync<UserError>(() => MagicSet.RunAsync(MagicSet.Find("#!spark-sql")!, "", sql, session, cell));
    }
}
