using System.Runtime.InteropServices;
using System.Text;
using Apache.Arrow;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Frames;
using NotebookSqlAuth.Spark.Arrow.Buffers;

namespace NotebookSqlAuth.Spark.Arrow.ToFrame;

/// <summary>Text or bytes of any length.</summary>
internal abstract class VariableArrayColumn<T> : ArrayColumn
    where T : class
{
    /// <summary>The values so far.</summary>
    protected List<T?> Values { get; } = [];

    internal sealed override void Add(ArrayData array)
    {
        var validity = array.Buffers[0].Span;
        var offsets = MemoryMarshal.Cast<byte, int>(array.Buffers[1].Span);
        var data = array.Buffers[2].Span;
        for (var i = array.Offset; i < array.Offset + array.Length; i++)
        {
            var isValid = validity.IsEmpty || Bitmap.IsSet(validity, i);
            Values.Add(isValid ? Read(data[offsets[i]..offsets[i + 1]]) : null);
        }
    }

    /// <summary>Reads one value.</summary>
    protected abstract T Read(ReadOnlySpan<byte> bytes);
}

/// <summary>utf8.</summary>
internal sealed class TextArrayColumn : VariableArrayColumn<string>
{
    internal override DataFrameColumn Build(string name) => new StringDataFrameColumn(name, Values!);

    protected override string Read(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}

/// <summary>binary.</summary>
internal sealed class BytesArrayColumn : VariableArrayColumn<byte[]>
{
    internal override DataFrameColumn Build(string name) => new BinaryDataFrameColumn(name, Values);

    protected override byte[] Read(ReadOnlySpan<byte> bytes) => bytes.ToArray();
}

/// <summary>Spark's VOID, the type of a bare NULL: a column of texts, all null.</summary>
internal sealed class NullArrayColumn : ArrayColumn
{
    private long _rows;

    internal override void Add(ArrayData array) => _rows += array.Length;

    internal override DataFrameColumn Build(string name)
    {
        var column = new StringDataFrameColumn(name);
        for (var i = 0L; i < _rows; i++)
        {
            // Its constructor of a length would count none of them as null.
            column.Append(null);
        }

        return column;
    }
}
