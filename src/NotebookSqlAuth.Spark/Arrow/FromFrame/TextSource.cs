using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Analysis;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>A string column's texts, some at a time.</summary>
/// <remarks>
/// The column hands them out one by one, looking for the right list for each: that takes longer than making UTF-8 of them. So they are
/// read where they lie, in the lists of Microsoft.Data.Analysis 0.23; a release that keeps them otherwise is asked for copies.
/// </remarks>
internal sealed class TextSource(StringDataFrameColumn column)
{
    private const int RowsAtOnce = 4096;

    private readonly List<List<string?>> _lists = ListsOf(column);

    /// <summary>Whether any text is null, whatever the column's own count says: a string column's clone counts its nulls as none.</summary>
    internal bool HoldsNull()
    {
        for (var start = 0L; start < column.Length; start += RowsAtOnce)
        {
            if (Read(start, (int)Math.Min(RowsAtOnce, column.Length - start)).Contains(null))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The texts from a row on, of which there are as many.</summary>
    internal ReadOnlySpan<string?> Read(long start, int count)
    {
        var row = start;
        foreach (var list in _lists)
        {
            if (row + count <= list.Count)
            {
                return CollectionsMarshal.AsSpan(list).Slice((int)row, count);
            }

            if (row < list.Count)
            {
                break;
            }

            row -= list.Count;
        }

        return CollectionsMarshal.AsSpan(column[start, count])!;
    }

    private static List<List<string?>> ListsOf(StringDataFrameColumn column)
    {
        try
        {
            return Lists(column);
        }
        catch (MissingFieldException)
        {
            return [];
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_stringBuffers")]
    private static extern ref List<List<string?>> Lists(StringDataFrameColumn column);
}
