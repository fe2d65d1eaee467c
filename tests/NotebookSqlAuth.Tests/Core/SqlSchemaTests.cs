using Microsoft.Data.Analysis;
using NotebookSqlAuth.Frames;
using Xunit;
using static NotebookSqlAuth.Tests.Core.SignedInSandbox;

namespace NotebookSqlAuth.Tests.Core;

public sealed class SqlSchemaTests(SignedInSandbox sandbox) : IClassFixture<SignedInSandbox>
{
    private async Task<DataFrame> ReadAsync(string sql)
    {
        using var session = await sandbox.OpenAsync();
        return (await RunAsync(session, sql)).ResultSets[0].Frame;
    }

    [Fact]
    public async Task Each_column_of_a_query_has_what_the_server_said_of_it_beside_it()
    {
        var frame = await ReadAsync("SELECT OrderId, CAST(1 AS decimal(9,3)) AS price, CAST('2024-01-01' AS datetime2(2)) AS at, N'x' AS name FROM sales.Orders WHERE OrderId = 1");

        var columns = frame.Columns.Select(column => SqlSchema.Of(column)!).ToList();

        Assert.Equal(["int", "decimal", "datetime2", "nvarchar"], columns.Select(column => column.TypeName));
        Assert.Equal((9, 3), ((int)columns[1].Precision!, (int)columns[1].Scale!));
        Assert.Equal(2, (int)columns[2].Scale!);
        Assert.False(columns[0].Nullable);
    }

    [Fact]
    public async Task A_frame_put_together_of_the_same_columns_keeps_it_and_a_computed_column_has_none()
    {
        var frame = await ReadAsync("SELECT OrderId, Total FROM sales.Orders");
        var other = new DataFrame(frame["Total"]);

        Assert.Equal("decimal", SqlSchema.Of(other.Columns[0])!.TypeName);
        Assert.Null(SqlSchema.Of(frame["Total"] * 2));
        Assert.Null(SqlSchema.Of(frame["OrderId"].Clone()));
        Assert.Null(SqlSchema.Of(new Int32DataFrameColumn("made elsewhere")));
    }
}
