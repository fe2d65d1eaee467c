using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Analysis;
using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Frames;

/// <summary>Gathers values of one fixed size in chunks and hands them to the frame as one buffer.</summary>
internal abstract class ValueColumnBuilder<T>(SqlColumn column) : ColumnBuilder(column)
    where T : unmanaged
{
    /// <summary>Small enough to stay out of the large object heap for most types while growing, large enough to be few.</summary>
    private const int MaxChunk = 1 << 16;

    private readonly List<T[]> _full = [];
    private readonly ValidityBitmap _validity = new();
    private T[] _chunk = new T[64];
    private int _used;
    private int _length;

    internal sealed override void Append(SqlDataReader reader, int ordinal)
    {
        if (_used == _chunk.Length)
        {
            _full.Add(_chunk);
            _chunk = new T[Math.Min(_chunk.Length * 2, MaxChunk)];
            _used = 0;
        }

        var valid = !reader.IsDBNull(ordinal);
        if (valid)
        {
            _chunk[_used] = Read(reader, ordinal);
        }

        _validity.Add(_length, valid);
        _used++;
        _length++;
    }

    internal sealed override DataFrameColumn Build()
    {
        var size = (long)_length * Unsafe.SizeOf<T>();
        if (size > Array.MaxLength)
        {
            throw new UserError(
                ErrorCodes.TooManyRows,
                string.Create(CultureInfo.InvariantCulture, $"The column `{Column.Name}` has {_length:N0} rows, more than one frame column can hold."),
                "A frame column is limited to 2 GiB.",
                "Ask for fewer rows, or aggregate on the server.");
        }

        var buffer = GC.AllocateUninitializedArray<byte>((int)size);
        var rest = MemoryMarshal.Cast<byte, T>(buffer.AsSpan());
        foreach (var chunk in _full)
        {
            chunk.CopyTo(rest);
            rest = rest[chunk.Length..];
        }

        _chunk.AsSpan(0, _used).CopyTo(rest);
        _full.Clear();
        _chunk = [];
        return Create(Column.Name, buffer, _validity.Bytes(_length), _length, _validity.NullCount);
    }

    /// <summary>Reads the value, which is not NULL.</summary>
    protected abstract T Read(SqlDataReader reader, int ordinal);

    /// <summary>Makes the frame column over the buffers, which it shares.</summary>
    protected abstract DataFrameColumn Create(
        string name, ReadOnlyMemory<byte> values, ReadOnlyMemory<byte> validity, int length, int nullCount);
}
