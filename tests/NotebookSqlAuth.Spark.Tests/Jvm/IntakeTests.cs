using System.Text.Json;
using Apache.Arrow;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Identity;
using NotebookSqlAuth.Sandbox;
using NotebookSqlAuth.Sandbox.Engine.Fixtures;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Sql;

namespace NotebookSqlAuth.Spark.Tests.Jvm;

/// <summary>The adapter's Arrow files, taken in by a real Spark through the calls that the bridge of .NET for Apache Spark makes.</summary>
public sealed class IntakeTests(JvmIntake jvm, SignedInSandbox sandbox) : IClassFixture<JvmIntake>, IClassFixture<SignedInSandbox>
{
    private static readonly Dictionary<string, object?> s_none = [];

    // Large enough that Spark keeps all rows of a test in its plan.
    private const long InPlan = 1 << 30;

    /// <summary>Every type that the product supports.</summary>
    public static TheoryData<string> Types =>
        [.. FixtureCatalogue.Tables.Select(table => table.Name).Where(name => name is not ("xml" or "everything"))];

    /// <summary>What a frame holds: its decimals end at 28 digits.</summary>
    public static TheoryData<string> FrameTypes => [.. Types.Select(row => row.Data).Where(name => name != "decimal38")];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Rows_of_a_query_arrive_cell_by_cell(string type)
    {
        TakenIn? taken = null;
        using var session = await sandbox.OpenAsync();
        await QueryBatches.RunAsync(
            session,
            QueryText.Parse($"SELECT * FROM types.[{type}]"),
            s_none,
            new QueryOptions(),
            new ArrowOptions { MaxBatchRows = 2 },
            async (schema, batches, _) =>
            {
                taken = await jvm.TakeAsync(schema, batches);
                Assert.True(JsonElement.DeepEquals(Parse(schema.Json), Parse(taken.Schema)), taken.Schema);
            },
            null,
            TestContext.Current.CancellationToken);
        Assert.Equal(Expected(type), taken!.Rows);
        Assert.Equal((taken.Rows.Count + 1) / 2, taken.Partitions);
    }

    [Theory]
    [MemberData(nameof(FrameTypes))]
    public async Task Frame_of_a_query_arrives_cell_by_cell(string type)
    {
        using var session = await sandbox.OpenAsync();
        var result = await QueryRunner.RunAsync(
            session, QueryText.Parse($"SELECT * FROM types.[{type}]"), s_none, new QueryOptions(), null, TestContext.Current.CancellationToken);
        var taken = await TakeAsync(result.ResultSets[0].Frame, new ArrowOptions(), InPlan);
        Assert.Equal(Expected(type), taken.Rows);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(InPlan)]
    public async Task Frame_without_rows_keeps_its_columns(long maxPlanBytes)
    {
        var taken = await TakeAsync(new DataFrame(new Int64DataFrameColumn("id"), new StringDataFrameColumn("text")), new ArrowOptions(), maxPlanBytes);
        Assert.Empty(taken.Rows);
        Assert.Equal(["id", "text"], Parse(taken.Schema).GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Row_of_300_columns_arrives_whole()
    {
        var frame = new DataFrame(Enumerable.Range(0, 300).Select(i => new Int32DataFrameColumn($"column {i}", [i])));
        var taken = await TakeAsync(frame, new ArrowOptions(), 0);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => i.ToString()), Assert.Single(taken.Rows));
    }

    [Fact]
    public async Task Each_batch_is_a_partition_and_rows_keep_their_order()
    {
        var frame = new DataFrame(new Int32DataFrameColumn("n", Enumerable.Range(0, 1000)));
        var taken = await TakeAsync(frame, new ArrowOptions { MaxBatchRows = 300 }, 0);
        Assert.Equal(4, taken.Partitions);
        Assert.Equal(Enumerable.Range(0, 1000).Select(n => n.ToString()), taken.Rows.Select(row => row[0]));
    }

    [Fact]
    public async Task Columns_of_nulls_alone_arrive_as_such()
    {
        DataFrameColumn[] columns = [new StringDataFrameColumn("text", 3), new DoubleDataFrameColumn("number", [null, null, null]), new DateTimeDataFrameColumn("time", [null, null, null])];
        var taken = await TakeAsync(new DataFrame(columns), new ArrowOptions(), 0);
        Assert.Equal(3, taken.Rows.Count);
        Assert.All(taken.Rows, row => Assert.All(row, Assert.Null));
    }

    private Task<TakenIn> TakeAsync(DataFrame frame, ArrowOptions options, long maxPlanBytes)
    {
        var schema = SparkSchema.Of(frame, options);
        return jvm.TakeAsync(schema, AsTheyComeAsync(FrameBatches.Of(frame, schema, options, [])), maxPlanBytes);
    }

    private static async IAsyncEnumerable<RecordBatch> AsTheyComeAsync(IEnumerable<RecordBatch> batches)
    {
        foreach (var batch in batches)
        {
            yield return batch;
        }

        await Task.CompletedTask;
    }

    private static IEnumerable<IReadOnlyList<string?>> Expected(string type) =>
        FixtureCatalogue.Find(FixtureCatalogue.Schema, type)!.Rows.Select(row => (IReadOnlyList<string?>)[.. row.Select(CellText.Of)]);

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
