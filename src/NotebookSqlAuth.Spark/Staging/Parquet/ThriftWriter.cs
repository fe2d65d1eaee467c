using System.Buffers;
using System.Numerics;
using System.Text;

namespace NotebookSqlAuth.Spark.Staging.Parquet;

/// <summary>Writes structs in Thrift's compact protocol (thrift-compact-protocol.md of Apache Thrift), in which Parquet keeps its headers and footer.</summary>
internal sealed class ThriftWriter(ArrayBufferWriter<byte> output)
{
    private readonly Stack<int> _outer = new();
    private int _lastField;

    private enum CompactType
    {
        True = 1,
        False = 2,
        Byte = 3,
        Int32 = 5,
        Int64 = 6,
        Binary = 8,
        List = 9,
        Struct = 12,
    }

    internal void Int32(int field, int value)
    {
        Field(field, CompactType.Int32);
        ZigZag(value);
    }

    internal void Int64(int field, long value)
    {
        Field(field, CompactType.Int64);
        ZigZag(value);
    }

    internal void Byte(int field, byte value)
    {
        Field(field, CompactType.Byte);
        Raw(value);
    }

    internal void Bool(int field, bool value) => Field(field, value ? CompactType.True : CompactType.False);

    internal void Text(int field, string value)
    {
        Field(field, CompactType.Binary);
        Text(value);
    }

    /// <summary>A text as an element of a list.</summary>
    internal void Text(string value)
    {
        VarInt((uint)Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, output);
    }

    /// <summary>An integer as an element of a list.</summary>
    internal void ListedInt32(int value) => ZigZag(value);

    internal void Struct(int field, Action body)
    {
        Field(field, CompactType.Struct);
        Struct(body);
    }

    /// <summary>A struct as an element of a list, or the outermost one.</summary>
    internal void Struct(Action body)
    {
        _outer.Push(_lastField);
        _lastField = 0;
        body();
        Raw(0);
        _lastField = _outer.Pop();
    }

    internal void StructList<T>(int field, IReadOnlyCollection<T> items, Action<T> body) =>
        List(field, CompactType.Struct, items, item => Struct(() => body(item)));

    internal void Int32List(int field, IReadOnlyCollection<int> items) => List(field, CompactType.Int32, items, ListedInt32);

    internal void TextList(int field, IReadOnlyCollection<string> items) => List(field, CompactType.Binary, items, Text);

    private void List<T>(int field, CompactType type, IReadOnlyCollection<T> items, Action<T> write)
    {
        Field(field, CompactType.List);
        if (items.Count < 15)
        {
            Raw((byte)((items.Count << 4) | (int)type));
        }
        else
        {
            Raw((byte)(0xF0 | (int)type));
            VarInt((uint)items.Count);
        }

        foreach (var item in items)
        {
            write(item);
        }
    }

    private void Field(int field, CompactType type)
    {
        var delta = field - _lastField;
        if (delta is < 1 or > 15)
        {
            throw new ArgumentOutOfRangeException(nameof(field), field, "Fields are written in ascending order.");
        }

        Raw((byte)((delta << 4) | (int)type));
        _lastField = field;
    }

    private void ZigZag(long value) => VarInt((ulong)((value << 1) ^ (value >> 63)));

    private void VarInt(ulong value)
    {
        var span = output.GetSpan((BitOperations.Log2(value | 1) / 7) + 1);
        var length = 0;
        while (value > 0x7F)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        output.Advance(length);
    }

    private void Raw(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }
}
