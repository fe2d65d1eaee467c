using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NotebookSqlAuth.Sandbox.Tds.Wire;

/// <summary>Reads a message's payload, little-endian. Every length that the client states is checked against what is there.</summary>
internal ref struct PayloadReader(ReadOnlySpan<byte> payload)
{
    private ReadOnlySpan<byte> _rest = payload;

    public readonly int Remaining => _rest.Length;

    public byte Byte() => Bytes(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    /// <summary>UTF-16 text; lone surrogates stay as they are, as in SQL Server.</summary>
    public string Text(int characters) => Utf16(Bytes((long)characters * 2));

    /// <summary>A text with its length in characters, one byte, before it (B_VARCHAR, MS-TDS 2.2.5.1.2).</summary>
    public string ShortText() => Text(Byte());

    public ReadOnlySpan<byte> Bytes(long count)
    {
        if (count < 0 || count > _rest.Length)
        {
            throw new TdsProtocolException("A length points beyond the end of its message.");
        }

        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    /// <summary>Skips ALL_HEADERS, whose length includes itself (MS-TDS 2.2.5.3).</summary>
    public void SkipAllHeaders()
    {
        var length = UInt32();
        if (length < 4)
        {
            throw new TdsProtocolException("ALL_HEADERS is shorter than its own length.");
        }

        Bytes(length - 4L);
    }

    public static string Utf16(ReadOnlySpan<byte> bytes) =>
        bytes.Length % 2 == 0
            ? new string(MemoryMarshal.Cast<byte, char>(bytes))
            : throw new TdsProtocolException("A UTF-16 text has an odd number of bytes.");
}
