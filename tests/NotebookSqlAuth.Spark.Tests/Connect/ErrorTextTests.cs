using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Connect;

/// <summary>Spark's errors keep its own words and lose its stack traces and plans.</summary>
public sealed class ErrorTextTests(ConnectServers servers)
{
    public static TheoryData<string> Sparks => ConnectServers.Sparks;

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Error_has_its_class_and_its_place(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        var parse = await FailAsync(session, "SELECT\n1 +", null);
        Assert.Contains("[PARSE_SYNTAX_ERROR]", parse.Why, StringComparison.Ordinal);
        Assert.Contains("line 2, pos 3", parse.Why, StringComparison.Ordinal);
        var name = await FailAsync(session, "SELECT *\nFROM nowhere WHERE a = :a", new Dictionary<string, object?> { ["a"] = "geheimnis" });
        Assert.Contains("[TABLE_OR_VIEW_NOT_FOUND]", name.Why, StringComparison.Ordinal);
        Assert.Contains("line 2 pos 5", name.Why, StringComparison.Ordinal);
        await session.SetConfigAsync("spark.sql.ansi.enabled", "true", TestContext.Current.CancellationToken);
        var value = await FailAsync(session, "SELECT int(:a)", new Dictionary<string, object?> { ["a"] = "geheimnis" });
        Assert.Contains("[CAST_INVALID_INPUT]", value.Why, StringComparison.Ordinal);
        var task = await FailAsync(session, "SELECT assert_true(id < 2, repeat('long ', 400) || 'end') FROM range(5)", null);
        Assert.Contains("long long", task.Why, StringComparison.Ordinal);
        if (spark == SparkHome.Spark4)
        {
            // What is beyond the length of a status was asked for.
            Assert.Contains("long end", task.Why, StringComparison.Ordinal);
        }

        Assert.All(new[] { parse, name, value, task }, error =>
        {
            Assert.Equal(ErrorCodes.SparkFailed, error.Code);
            Assert.DoesNotContain("geheimnis", error.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("org.apache.spark", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Unresolved", error.Message, StringComparison.Ordinal);
        });
    }

    private static Task<UserError> FailAsync(ConnectSession session, string sql, Dictionary<string, object?>? arguments) => Assert.ThrowsAsync<UserError>(
        async () => await (await session.SqlAsync(sql, arguments, null, TestContext.Current.CancellationToken)).ShowAsync(cancellationToken: TestContext.Current.CancellationToken));
}
