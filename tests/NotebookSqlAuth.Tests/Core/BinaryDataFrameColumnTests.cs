using Microsoft.Data.Analysis;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Frames;
using Xunit;

namespace NotebookSqlAuth.Tests.Core;

public sealed class BinaryDataFrameColumnTests
{
    private static readonly byte[] s_one = [1];
    private static readonly byte[] s_oneTwo = [1, 2];
    private static readonly byte[] s_high = [200];

    private static BinaryDataFrameColumn NewColumn() => new("b", [s_oneTwo, null, s_high, s_one, [1, 2]]);

    private static DataFrame NewFrame() =>
        new(new Int32DataFrameColumn("id", Enumerable.Range(0, 5)), NewColumn());

    private static IEnumerable<string> Texts(DataFrameColumn column) =>
        ((BinaryDataFrameColumn)column).Select(value => value is null ? "NULL" : Convert.ToHexString(value));

    [Fact]
    public void Values_and_nulls_are_indexed()
    {
        var column = NewColumn();

        Assert.Equal((5, 1, typeof(byte[])), (column.Length, column.NullCount, column.DataType));
        Assert.Equal(s_high, column[2]);
        Assert.Null(column[1]);
        Assert.False(column.IsValid(1));
        Assert.Equal(s_one, ((DataFrameColumn)column)[3]);
        Assert.Equal([s_high, s_one], ((DataFrameColumn)column)[2, 2]);
    }

    [Fact]
    public void Setting_keeps_the_null_count()
    {
        var column = NewColumn();
        column[0] = null;
        ((DataFrameColumn)column)[1] = s_one;

        Assert.Equal(1, column.NullCount);
        var error = Assert.Throws<UserError>(() => ((DataFrameColumn)column)[1] = "text");
        Assert.Equal(ErrorCodes.UnsupportedColumnOperation, error.Code);
    }

    [Fact]
    public void Filter_by_booleans_keeps_rows_and_nulls()
    {
        var kept = NewFrame().Filter(new BooleanDataFrameColumn("keep", [true, true, false, false, true]));

        Assert.Equal(["0102", "NULL", "0102"], Texts(kept["b"]));
    }

    [Fact]
    public void Rows_are_sorted_byte_by_byte_with_nulls_last()
    {
        var frame = NewFrame();

        Assert.Equal(["01", "0102", "0102", "C8", "NULL"], Texts(frame.OrderBy("b")["b"]));
        Assert.Equal(["C8", "0102", "0102", "01", "NULL"], Texts(frame.OrderByDescending("b")["b"]));
        Assert.Equal([3, 0, 4, 2, 1], frame.OrderBy("b")["id"].Cast<int>());
    }

    [Fact]
    public void Another_columns_order_carries_it_along() =>
        Assert.Equal(["0102", "01", "C8", "NULL", "0102"], Texts(NewFrame().OrderByDescending("id")["b"]));

    [Fact]
    public void Equal_bytes_make_one_group()
    {
        var counts = NewFrame().GroupBy("b").Count();

        Assert.Equal(["0102", "C8", "01"], Texts(counts["b"]));
        Assert.Equal([2L, 1L, 1L], counts["id"].Cast<long>());
    }

    [Fact]
    public void Typed_groups_have_bytes_as_keys()
    {
        var groups = NewFrame().GroupBy<byte[]>("b").Groupings.ToDictionary(group => Convert.ToHexString(group.Key), group => group.Count());

        Assert.Equal(2, groups["0102"]);
        Assert.Throws<InvalidCastException>(() => NewFrame().GroupBy<int>("b"));
        Assert.Throws<UserError>(() => NewColumn().GroupColumnValues<int>(out _));
    }

    [Fact]
    public void Merge_joins_on_equal_bytes()
    {
        var right = new DataFrame(new BinaryDataFrameColumn("b", [s_oneTwo, s_high]), new StringDataFrameColumn("name", ["first", "second"]));

        var merged = NewFrame().Merge(right, ["b"], ["b"], joinAlgorithm: JoinAlgorithm.Inner);

        Assert.Equal(["0102", "C8", "0102"], Texts(merged["b_left"]));
        Assert.Equal(["first", "second", "first"], merged["name"].Cast<string>());
    }

    [Fact]
    public void Left_merge_fills_rows_without_a_match_with_nulls()
    {
        var left = new DataFrame(new Int32DataFrameColumn("key", [1, 2]));
        var right = new DataFrame(new Int32DataFrameColumn("key", [1]), new BinaryDataFrameColumn("b", [s_one]));

        Assert.Equal(["01", "NULL"], Texts(left.Merge(right, ["key"], ["key"])["b"]));
    }

    [Fact]
    public void Nulls_can_be_dropped_and_filled()
    {
        var column = NewColumn();

        Assert.Equal(["0102", "C8", "01", "0102"], Texts(column.DropNulls()));
        Assert.Equal(4, NewFrame().DropNulls().Rows.Count);
        Assert.Equal(["0102", "01", "C8", "01", "0102"], Texts(column.FillNulls(s_one)));
        Assert.Equal(1, column.NullCount);
        column.FillNulls(s_one, inPlace: true);
        Assert.Equal(0, column.NullCount);
    }

    [Fact]
    public void Nulls_are_told_elementwise()
    {
        Assert.Equal([false, true, false, false, false], NewColumn().ElementwiseIsNull().Select(flag => flag!.Value));
        Assert.Equal([true, false, true, true, true], NewColumn().ElementwiseIsNotNull().Select(flag => flag!.Value));
    }

    [Fact]
    public void Equality_is_by_content()
    {
        var column = NewColumn();

        Assert.Equal([true, false, false, false, true], column.ElementwiseEquals(s_oneTwo).Select(flag => flag!.Value));
        Assert.Equal([false, true, true, true, false], column.ElementwiseNotEquals(s_oneTwo).Select(flag => flag!.Value));
        Assert.Equal([true, true, true, true, true], column.ElementwiseEquals((DataFrameColumn)NewColumn()).Select(flag => flag!.Value));
        Assert.Throws<UserError>(() => column.ElementwiseEquals(new Int32DataFrameColumn("id", 5)));
    }

    [Fact]
    public void Clones_are_their_own()
    {
        var column = NewColumn();
        var clone = (BinaryDataFrameColumn)column.Clone(numberOfNullsToAppend: 1);
        clone[0] = null;

        Assert.Equal((6, 3), (clone.Length, clone.NullCount));
        Assert.Equal((5, 1), (column.Length, column.NullCount));
    }

    [Fact]
    public void A_frame_takes_new_rows()
    {
        var frame = NewFrame();
        frame.Append(new object?[] { 5, s_high }, inPlace: true);
        frame.Append(new object?[] { 6, null }, inPlace: true);

        Assert.Equal(["0102", "NULL", "C8", "01", "0102", "C8", "NULL"], Texts(frame["b"]));
        Assert.Equal(2, frame["b"].NullCount);
    }

    [Fact]
    public void Value_counts_count_equal_bytes() =>
        Assert.Equal([2L, 1L, 1L], NewColumn().ValueCounts()["Counts"].Cast<long>());

    [Fact]
    public void A_frame_prints_previews_and_describes()
    {
        var frame = NewFrame();

        Assert.Equal(2, frame.Head(2).Rows.Count);
        Assert.Equal(2, frame.Tail(2).Rows.Count);
        Assert.Contains("id", frame.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, frame.Info().Rows.Count);
        Assert.Single(frame.Description()["id"].Cast<object>().Take(1));
    }

    [Fact]
    public void Arithmetic_is_refused() =>
        Assert.Throws<NotImplementedException>(() => NewColumn().Add(NewColumn()));
}
