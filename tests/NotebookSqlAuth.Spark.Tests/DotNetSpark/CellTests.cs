using Microsoft.Data.Analysis;
using NotebookSqlAuth.DotNetSpark;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Tests.Magics;
using SparkFrame = Microsoft.Spark.Sql.DataFrame;

namespace NotebookSqlAuth.Spark.Tests.DotNetSpark;

/// <summary>Cells whose Spark is the notebook's own session of the real Microsoft.Spark, in the variable `spark`.</summary>
public sealed class CellTests(DotNetDriver driver) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await driver.RequireAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_query_streams_to_a_view_and_a_grouped_answer_comes_back_as_a_frame()
    {
        await using var notebook = await StartAsync();

        var streamed = await notebook.RunAsync("#!sql-query --spark orders\nSELECT OrderId, Channel, OrderedAt, Discount, Total FROM sales.Orders WHERE OrderId <= 20000");
        notebook.Variables["least"] = 100m;
        await notebook.RunAsync("#!spark-sql --name there\nSELECT Channel, COUNT(*) AS N, SUM(Total) AS Revenue FROM orders WHERE Total >= :least GROUP BY Channel ORDER BY Channel");
        await notebook.RunAsync("#!sql-query --name here\nSELECT Channel, CAST(COUNT(*) AS bigint) AS N, SUM(Total) AS Revenue FROM sales.Orders WHERE OrderId <= 20000 AND Total >= @least GROUP BY Channel ORDER BY Channel");

        Assert.Contains("20,000 rows × 5 columns", streamed.FinalText, StringComparison.Ordinal);
        Assert.Contains("through .NET for Apache Spark 2.", streamed.FinalText, StringComparison.Ordinal);
        Assert.Contains("as an Arrow stream that the driver read", streamed.FinalText, StringComparison.Ordinal);
        Assert.IsType<SparkFrame>(notebook.Variables["orders"]);
        Assert.Equal(Rows(notebook, "here"), Rows(notebook, "there"));
    }

    [Fact]
    public async Task A_frame_of_the_notebook_becomes_a_view_and_an_answer_another()
    {
        await using var notebook = await StartAsync();
        notebook.Variables["made"] = new DataFrame(new StringDataFrameColumn("Name", ["a", null, "c"]), new DoubleDataFrameColumn("Value", [1.5, 2.5, null]));

        await notebook.RunAsync("#!to-spark --frame made --name there --on spark");
        await notebook.RunAsync("#!spark-sql --spark named\nSELECT * FROM there WHERE Name IS NOT NULL");
        var cell = await notebook.RunAsync("#!spark-sql\nSELECT COUNT(*) AS N, SUM(Value) AS Total FROM named");

        Assert.IsType<SparkFrame>(notebook.Variables["there"]);
        Assert.IsType<SparkFrame>(notebook.Variables["named"]);
        Assert.Contains("2    1.5", cell.FinalText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_are_those_that_a_Connect_session_takes()
    {
        await using var notebook = await StartAsync();
        var id = Guid.Parse("0a1b2c3d-4e5f-6789-abcd-ef0123456789");
        notebook.Variables["id"] = id;
        notebook.Variables["large"] = ulong.MaxValue;
        notebook.Variables["letter"] = 'ü';
        notebook.Variables["span"] = new TimeSpan(1, 2, 3, 4).Add(TimeSpan.FromTicks(15));
        notebook.Variables["back"] = TimeSpan.FromTicks(-15);
        notebook.Variables["none"] = DBNull.Value;

        await notebook.RunAsync("""
            #!spark-sql --name answer
            SELECT :id = '0A1B2C3D-4E5F-6789-ABCD-EF0123456789' AS id, :large = 18446744073709551615 AS large, :letter = 'ü' AS letter,
                :span = INTERVAL '1 02:03:04.000001' DAY TO SECOND AS span, :back = INTERVAL '-0 00:00:00.000002' DAY TO SECOND AS back, :none IS NULL AS none
            """);

        Assert.All(((DataFrame)notebook.Variables["answer"]!).Columns, column => Assert.True((bool?)column[0], column.Name));
    }

    [Theory]
    [InlineData("#!sql-query --spark orders --partition-column OrderId\nSELECT OrderId FROM sales.Orders")]
    [InlineData("#!sql-query --spark orders --volume /Volumes/a/b/c\nSELECT OrderId FROM sales.Orders")]
    [InlineData("#!to-spark --frame made --name there --volume /Volumes/a/b/c")]
    public async Task What_a_Connect_session_alone_can_do_is_refused_by_the_option(string cell)
    {
        await using var notebook = await StartAsync();
        notebook.Variables["made"] = new DataFrame(new Int32DataFrameColumn("n", [1, 2]));

        var error = await notebook.FailAsync(cell, ErrorCodes.NeedsSparkConnect);

        Assert.Contains(cell.Contains("--volume", StringComparison.Ordinal) ? "--volume" : "--partition-column", error.What, StringComparison.Ordinal);
        Assert.DoesNotContain("orders", notebook.Variables.Keys);
    }

    [Fact]
    public void Failure_of_this_side_amid_the_drivers_calls_is_told_as_what_it_is()
    {
        var session = LocalDriver.GetOrCreateSession();
        var calls = new Driver(session.Reference.Jvm);

        Assert.Throws<FileNotFoundException>(() => Driver.Do(() => File.ReadAllText(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()))));
        Assert.Equal(ErrorCodes.SparkDriverRefused, Assert.Throws<UserError>(() => calls.Static("java.lang.Integer", "parseInt", "none")).Code);
    }

    private static List<object[]> Rows(SandboxNotebook notebook, string variable) =>
        [.. ((DataFrame)notebook.Variables[variable]!).Rows.Select(row => row.ToArray())];

    private static async Task<SandboxNotebook> StartAsync()
    {
        var notebook = await SandboxNotebook.StartConnectedAsync();
        notebook.Variables["spark"] = LocalDriver.GetOrCreateSession();
        return notebook;
    }
}
