using NotebookSqlAuth.Frames;
using NotebookSqlAuth.Spark.Arrow;

namespace NotebookSqlAuth.Spark.Tests.Arrow;

public sealed class SqlTypeTests(SandboxDatabase database) : IClassFixture<SandboxDatabase>
{
    public static TheoryData<string> Types => [.. SparkTypeMap.SqlRows.Select(row => row.Source).Where(type => type != "numeric")];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Edge_values_of_each_type_come_back_from_frame_and_stream_alike(string type)
    {
        using var session = await database.OpenAsync();
        var sql = $"SELECT * FROM types.[{type}]";
        var frame = (await SandboxDatabase.RunAsync(session, sql)).ResultSets[0].Frame;

        Assert.NotEqual(0, frame.Rows.Count);
        var fromFrame = IpcRoundTrip.Of(frame, out var frameNotices);
        var (bytes, schema, query) = await IpcRoundTrip.StreamAsync(session, sql);
        var fromStream = IpcRoundTrip.Read(bytes);

        Assert.Equal(frame.Rows.Count, query.Rows);
        Assert.Equal(frameNotices, query.Notices);
        Assert.Equal(SparkSchema.Of(frame, new ArrowOptions()).Json, schema.Json);
        for (var row = 0L; row < frame.Rows.Count; row++)
        {
            var expected = Cells.Expected(frame["value"][row], SqlSchema.Of(frame["value"]));
            Assert.Equal(expected, Cells.Of(fromFrame["value"][row]));
            Assert.Equal(expected, Cells.Of(fromStream["value"][row]));
        }
    }
}
