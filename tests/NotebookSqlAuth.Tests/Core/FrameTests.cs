using System.Globalization;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Frames;
using NotebookSqlAuth.Sandbox.Engine.Fixtures;
using NotebookSqlAuth.Sql;
using Xunit;
using static NotebookSqlAuth.Tests.Core.SignedInSandbox;

namespace NotebookSqlAuth.Tests.Core;

public sealed class FrameTests(SignedInSandbox sandbox) : IClassFixture<SignedInSandbox>
{
    /// <summary>The fixture tables that have a frame column, and the SQL type that the server names.</summary>
    public static TheoryData<string, string> Tables => new()
    {
        { "bit", "bit" },
        { "tinyint", "tinyint" },
        { "smallint", "smallint" },
        { "int", "int" },
        { "bigint", "bigint" },
        { "decimal", "decimal" },
        { "money", "money" },
        { "smallmoney", "smallmoney" },
        { "real", "real" },
        { "float", "float" },
        { "date", "date" },
        { "time", "time" },
        { "datetime", "datetime" },
        { "smalldatetime", "smalldatetime" },
        { "datetime2", "datetime2" },
        { "datetimeoffset", "datetimeoffset" },
        { "char", "char" },
        { "varchar", "varchar" },
        { "varchar_max", "varchar" },
        { "nchar", "nchar" },
        { "nvarchar", "nvarchar" },
        { "nvarchar_max", "nvarchar" },
        { "binary", "binary" },
        { "varbinary", "varbinary" },
        { "varbinary_max", "varbinary" },
        { "uniqueidentifier", "uniqueidentifier" },
    };

    // decimal38 holds what no frame can; it has a test of its own.
    private static readonly string s_everything =
        $"SELECT {string.Join(", ", FixtureCatalogue.Find(FixtureCatalogue.Schema, "everything")!.Columns.Where(column => column.Name != "decimal38").Select(column => $"[{column.Name}]"))} FROM types.everything";

    private async Task<ResultSet> ReadAsync(string sql, long? maxRows = null)
    {
        using var session = await sandbox.OpenAsync();
        return (await RunAsync(session, sql, new QueryOptions { MaxRows = maxRows })).ResultSets[0];
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Every_value_of_a_type_comes_as_it_was_sent(string table, string type)
    {
        var expected = FixtureCatalogue.Find(FixtureCatalogue.Schema, table)!.Rows.Select(row => Text(row[1]));

        var set = await ReadAsync($"SELECT * FROM types.[{table}]");

        var column = set.Frame["value"];
        Assert.Equal(expected, column.Cast<object?>().Select(Text));
        Assert.Equal(1, column.NullCount);
        Assert.Equal(type, set.Columns[1].TypeName);
        var mapping = Assert.Single(SqlTypeMap.Rows, row => row.SqlType == type);
        Assert.Equal(mapping.ClrType, column.DataType);
        Assert.Equal(mapping.FrameColumn.Split('<')[0], column.GetType().Name.Split('`')[0]);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task The_frames_own_operations_work_on_every_type(string table, string type)
    {
        var frame = (await ReadAsync($"SELECT * FROM types.[{table}]")).Frame;
        var rows = frame.Rows.Count;

        Assert.Equal(rows, frame.Clone().Rows.Count);
        Assert.Equal(rows - 1, frame.DropNulls().Rows.Count);
        Assert.Equal(1, frame.Filter(new BooleanDataFrameColumn("keep", Enumerable.Range(0, (int)rows).Select(row => row == 0))).Rows.Count);
        Assert.Null(frame.OrderBy("value")["value"][rows - 1]);
        Assert.Equal(frame["value"][0], frame.OrderByDescending("id").OrderBy("id")["value"][0]);
        Assert.Equal(rows - 1, frame.GroupBy("value").Count()["id"].Cast<long>().Sum());
        Assert.Equal(rows, frame.Merge(frame, ["id"], ["id"], joinAlgorithm: JoinAlgorithm.Inner).Rows.Count);
        Assert.InRange(frame.Merge(frame, ["value"], ["value"], joinAlgorithm: JoinAlgorithm.Inner).Rows.Count, rows - 1, rows * rows);
        Assert.NotEmpty(frame.ToString());
        Assert.NotEmpty(type);
    }

    [Fact]
    public async Task All_types_stand_side_by_side()
    {
        var set = await ReadAsync(s_everything);

        Assert.Equal(4, set.Frame.Rows.Count);
        Assert.All(set.Frame.Columns.Skip(1), column => Assert.Equal(1, column.NullCount));
        Assert.Equal(set.Frame.Columns.Select(column => column.Name), set.Columns.Select(column => column.Name));
    }

    [Fact]
    public async Task Sizes_are_told()
    {
        var columns = (await ReadAsync(s_everything)).Columns.ToDictionary(column => column.Name);

        Assert.Equal((50, null, null), (columns["nvarchar"].Length, columns["nvarchar"].Precision, columns["nvarchar"].Scale));
        Assert.Equal(-1, columns["nvarchar_max"].Length);
        Assert.Equal(((byte?)18, (byte?)4), (columns["decimal"].Precision, columns["decimal"].Scale));
        Assert.Equal((byte?)7, columns["datetime2"].Scale);
        Assert.Null(columns["int"].Length);
        Assert.False(columns["id"].Nullable);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task No_rows_still_give_typed_columns(string table, string type)
    {
        var frame = (await ReadAsync($"SELECT * FROM types.[{table}]", maxRows: 0)).Frame;

        Assert.Equal(0, frame.Rows.Count);
        Assert.Equal(SqlTypeMap.Rows.Single(row => row.SqlType == type).ClrType, frame["value"].DataType);
    }

    [Fact]
    public async Task A_query_that_finds_nothing_gives_an_empty_frame()
    {
        var set = await ReadAsync("SELECT OrderId, Status, Total FROM sales.Orders WHERE 1 = 0");

        Assert.Equal([typeof(int), typeof(string), typeof(decimal)], set.Frame.Columns.Select(column => column.DataType));
        Assert.Equal((0, false), (set.Frame.Rows.Count, set.Truncated));
    }

    [Fact]
    public async Task A_decimal_beyond_the_frames_is_said_with_a_cast()
    {
        var error = await Assert.ThrowsAsync<UserError>(() => ReadAsync("SELECT value FROM types.decimal38"));

        Assert.Equal(ErrorCodes.DecimalOutOfRange, error.Code);
        Assert.Contains("`value`, a decimal(38,10)", error.What, StringComparison.Ordinal);
        Assert.Contains("CAST([value] AS", error.Next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_type_without_a_frame_column_is_named_with_a_cast()
    {
        using var session = await sandbox.OpenAsync();

        var error = await Assert.ThrowsAsync<UserError>(() => RunAsync(session, "SELECT * FROM types.xml"));

        Assert.Equal(ErrorCodes.UnsupportedColumnType, error.Code);
        Assert.Contains("`value` has the type `xml`", error.What, StringComparison.Ordinal);
        Assert.Contains("CAST([value] AS nvarchar(max))", error.Next, StringComparison.Ordinal);
        Assert.Single((await RunAsync(session, "SELECT 1 AS a")).ResultSets);
    }

    [Fact]
    public async Task Shared_and_empty_names_become_unique_and_it_is_said()
    {
        var set = await ReadAsync("SELECT 1 AS Total, 2 AS Total, 3 AS Total_2, 4, 5 AS Total, 6 AS Column9");

        Assert.Equal(["Total", "Total_3", "Total_2", "Column4", "Total_4", "Column9"], set.Frame.Columns.Select(column => column.Name));
        Assert.Equal(["Total", "Total", "Total_2", "", "Total", "Column9"], set.Columns.Select(column => column.SourceName));
        Assert.Equal(3, set.Notices.Count);
        Assert.Equal(2, set.Frame["Total_3"][0]);
    }

    [Fact]
    public async Task Two_columns_of_one_name_are_numbered_from_two() => Assert.Equal(
        ["Total", "Total_2"], (await ReadAsync("SELECT 1 AS Total, 2 AS Total")).Frame.Columns.Select(column => column.Name));

    [Fact]
    public async Task A_hundred_thousand_rows_are_read_whole()
    {
        var frame = (await ReadAsync("SELECT OrderId, Total, ShippedAt, Status FROM sales.Orders ORDER BY OrderId")).Frame;
        var sums = await ReadAsync("SELECT COUNT(*) AS n, SUM(Total) AS total, COUNT(ShippedAt) AS shipped FROM sales.Orders");

        Assert.Equal(sums.Frame["n"][0], (int)frame.Rows.Count);
        Assert.Equal(sums.Frame["total"][0], frame["Total"].Sum());
        Assert.Equal(sums.Frame["shipped"][0], (int)(frame.Rows.Count - frame["ShippedAt"].NullCount));
    }

    private static string Text(object? value) => value switch
    {
        null => "NULL",
        byte[] bytes => Convert.ToHexString(bytes),
        DateOnly date => date.ToDateTime(TimeOnly.MinValue).ToString("O", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        System.Data.SqlTypes.SqlDecimal number => number.Value.ToString(CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
