using Microsoft.Data.Analysis;
using NotebookSqlAuth.Frames;

namespace NotebookSqlAuth.Spark.Tests.Arrow;

/// <summary>Columns of every type that a frame made elsewhere can have.</summary>
internal static class Frames
{
    /// <summary>Makes one column of each type from a source of values; null is NULL.</summary>
    internal static DataFrame OfEveryType(int rows, Func<Type, int, object?> value) => new(
    [
        Primitive<bool>(rows, value),
        Primitive<sbyte>(rows, value),
        Primitive<byte>(rows, value),
        Primitive<short>(rows, value),
        Primitive<ushort>(rows, value),
        Primitive<int>(rows, value),
        Primitive<uint>(rows, value),
        Primitive<long>(rows, value),
        Primitive<ulong>(rows, value),
        Primitive<float>(rows, value),
        Primitive<double>(rows, value),
        Primitive<decimal>(rows, value),
        Primitive<DateTime>(rows, value),
        Primitive<DateTimeOffset>(rows, value),
        Primitive<DateOnly>(rows, value),
        Primitive<TimeSpan>(rows, value),
        Primitive<Guid>(rows, value),
        Primitive<char>(rows, value),
        new StringDataFrameColumn("String", Enumerable.Range(0, rows).Select(row => (string?)value(typeof(string), row))!),
        new BinaryDataFrameColumn("Byte[]", Enumerable.Range(0, rows).Select(row => (byte[]?)value(typeof(byte[]), row))),
    ]);

    internal static void AssertCameBack(DataFrame frame, DataFrame back)
    {
        Assert.Equal(frame.Rows.Count, back.Rows.Count);
        foreach (var column in frame.Columns)
        {
            var sql = SqlSchema.Of(column);
            var returned = back[column.Name];
            for (var row = 0L; row < column.Length; row++)
            {
                Assert.Equal(Cells.Expected(column[row], sql), Cells.Of(returned[row]));
            }
        }
    }

    private static PrimitiveDataFrameColumn<T> Primitive<T>(int rows, Func<Type, int, object?> value)
        where T : unmanaged => new(typeof(T).Name, Enumerable.Range(0, rows).Select(row => (T?)value(typeof(T), row)));
}
