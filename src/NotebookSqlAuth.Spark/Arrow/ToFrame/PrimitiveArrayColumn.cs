using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Array = System.Array;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Arrow.Buffers;

namespace NotebookSqlAuth.Spark.Arrow.ToFrame;

/// <summary>Makes a frame's column over its buffers.</summary>
internal delegate DataFrameColumn ColumnOver(string name, ReadOnlyMemory<byte> values, ReadOnlyMemory<byte> validity, int length, int nullCount);

/// <summary>Values of one fixed size in the frame.</summary>
internal abstract class PrimitiveArrayColumn<T>(ColumnOver create) : ArrayColumn
    where T : unmanaged
{
    private byte[] _values = [];
    private byte[] _validity = [];
    private int _rows;
    private int _nullCount;

    internal sealed override void Add(ArrayData array)
    {
        var total = ((long)_rows + array.Length) * Unsafe.SizeOf<T>();
        if (total > Array.MaxLength)
        {
            throw new UserError(
                ErrorCodes.TooManyRows, "The answer has more rows than one frame column can hold.", "A frame column is limited to 2 GiB.", "Ask for fewer rows.");
        }

        Grow(ref _values, (int)total);
        Grow(ref _validity, Bitmap.Bytes(_rows + array.Length));
        var validity = array.Buffers[0].Span;
        AddValidity(validity, array.Offset, array.Length);
        var target = MemoryMarshal.Cast<byte, T>(_values.AsSpan()).Slice(_rows, array.Length);
        Read(array.Buffers[1].Span, array.Offset, array.Length, validity, target);
        _rows += array.Length;
    }

    internal sealed override DataFrameColumn Build(string name) =>
        create(name, _values.AsMemory(0, _rows * Unsafe.SizeOf<T>()), _validity.AsMemory(0, Bitmap.Bytes(_rows)), _rows, _nullCount);

    /// <summary>Reads a range of an array's values; at a NULL's place lies any value, and any may be left.</summary>
    protected abstract void Read(ReadOnlySpan<byte> values, int start, int rows, ReadOnlySpan<byte> validity, Span<T> target);

    private static void Grow(ref byte[] bytes, int needed)
    {
        if (bytes.Length < needed)
        {
            Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, bytes.Length == 0 ? needed : Math.Max(needed, bytes.Length * 2L)));
        }
    }

    private void AddValidity(ReadOnlySpan<byte> validity, int start, int rows)
    {
        _nullCount += validity.IsEmpty ? 0 : rows - Bitmap.CountSet(validity, start, rows);
        var done = 0;
        if ((_rows & 7) == 0)
        {
            // Whole bytes at once; the rows of the last byte, which the next array goes on in, one by one.
            done = rows & ~7;
            var target = _validity.AsSpan(_rows >> 3, done >> 3);
            if (validity.IsEmpty)
            {
                target.Fill(byte.MaxValue);
            }
            else
            {
                Bitmap.Copy(validity, start, done, target);
            }
        }

        for (var i = done; i < rows; i++)
        {
            var row = _rows + i;
            if (validity.IsEmpty || Bitmap.IsSet(validity, start + i))
            {
                _validity[row >> 3] |= (byte)(1 << (row & 7));
            }
        }
    }
}
