using Microsoft.Data.Analysis;

namespace NotebookSqlAuth.Frames;

/// <summary>Reads the row map that a frame passes when it clones a column: a filter of booleans, or row numbers.</summary>
internal static class BinaryRowMap
{
    /// <summary>The source row of each new row; null where the new row is to be NULL.</summary>
    internal static IEnumerable<long?> Rows(DataFrameColumn? map, long length, bool inverted) => map switch
    {
        null => Numbers(length),
        PrimitiveDataFrameColumn<bool> filter => Numbers(filter.Length).Where(row => filter[row!.Value] == true),
        PrimitiveDataFrameColumn<long> rows => InOrder(rows, inverted),
        PrimitiveDataFrameColumn<int> rows => InOrder(rows.Select(row => (long?)row), inverted),
        _ => throw new ArgumentException($"A row map is a column of bool, int or long, not {map.DataType.Name}.", nameof(map)),
    };

    private static IEnumerable<long?> InOrder(IEnumerable<long?> rows, bool inverted) => inverted ? rows.Reverse() : rows;

    private static IEnumerable<long?> Numbers(long length)
    {
        for (var row = 0L; row < length; row++)
        {
            yield return row;
        }
    }
}
