using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

/// <summary>Writes one column's type and values. One small class per type, chosen once per column.</summary>
internal abstract class ColumnEncoder
{
    /// <summary>How many bytes NULL takes in a ROW token.</summary>
    public abstract int NullBytes { get; }

    /// <summary>Writes TYPE_INFO (MS-TDS 2.2.5.6).</summary>
    public abstract void WriteType(PacketWriter packets);

    /// <summary>Writes a value with its length, in the CLR type that <see cref="Engine.SqlTypeCode"/> names.</summary>
    public abstract void Write(PacketWriter packets, object value);

    public abstract void WriteNull(PacketWriter packets);
}

/// <summary>Types of fixed size behind a length byte; NULL is length 0 (BYTELEN_TYPE, MS-TDS 2.2.5.4.2).</summary>
internal abstract class ByteLengthEncoder : ColumnEncoder
{
    public sealed override int NullBytes => 1;

    public sealed override void WriteNull(PacketWriter packets) => packets.Byte(0);
}

/// <summary>Texts and bytes up to 8,000 bytes behind a two-byte length; NULL is 0xFFFF (USHORTLEN_TYPE, MS-TDS 2.2.5.4.2).</summary>
internal abstract class ShortLengthEncoder : ColumnEncoder
{
    private const ushort Null = 0xFFFF;

    public sealed override int NullBytes => 2;

    public sealed override void WriteNull(PacketWriter packets) => packets.UInt16(Null);
}

/// <summary>The max types and xml: total length, chunks, an empty chunk; NULL is all ones (PARTLENTYPE, MS-TDS 2.2.5.2.3).</summary>
internal abstract class ChunkedEncoder : ColumnEncoder
{
    /// <summary>Stands in TYPE_INFO for the length of a max type.</summary>
    protected const ushort MaxLength = 0xFFFF;

    private const ulong Null = ulong.MaxValue;

    public sealed override int NullBytes => 8;

    public sealed override void WriteNull(PacketWriter packets) => packets.UInt64(Null);

    protected static void WriteWhole(PacketWriter packets, ReadOnlySpan<byte> bytes)
    {
        packets.UInt64((ulong)bytes.Length);
        if (!bytes.IsEmpty)
        {
            packets.UInt32((uint)bytes.Length);
            packets.Bytes(bytes);
        }

        packets.UInt32(0);
    }
}
