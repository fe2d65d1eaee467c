using NotebookSqlAuth.Frames;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Tests.Arrow;

namespace NotebookSqlAuth.Spark.Tests.Staging;

/// <summary>The sandbox's tables of edge values and NULLs, one for each type and one with a column of each.</summary>
internal static class TypeTables
{
    /// <summary>The types that have a table and that a frame can hold.</summary>
    internal static IEnumerable<string> Names => SparkTypeMap.SqlRows.Select(row => row.Source).Where(type => type != "numeric");

    /// <summary>One row set with a column of each type.</summary>
    internal static string Everything { get; } = $"SELECT id, {string.Join(", ", Names.Select(name => $"[{name}]"))} FROM types.everything";

    internal static string Sql(string table) => $"SELECT id, value FROM types.[{table}]";

    /// <summary>Asserts that a view holds a table, by the documented rules.</summary>
    internal static async Task AssertAsync(SandboxDatabase database, ConnectSession session, string table, string view)
    {
        using var sql = await database.OpenAsync();
        var expected = (await SandboxDatabase.RunAsync(sql, Sql(table))).ResultSets[0].Frame["value"];
        var ordered = await session.SqlAsync($"SELECT * FROM {view} ORDER BY id", null, null, TestContext.Current.CancellationToken);
        var actual = (await ordered.CollectAsync(cancellationToken: TestContext.Current.CancellationToken))["value"];
        Assert.Equal(
            expected.Cast<object?>().Select(value => $"{table}: {Cells.Expected(value, SqlSchema.Of(expected))}"),
            actual.Cast<object?>().Select(value => $"{table}: {Cells.Of(value)}"));
    }
}
