using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

/// <summary>char(n), filled up with spaces, and varchar(n), in the default collation's code page.</summary>
internal sealed class VarCharEncoder(TypeToken token, int length) : ShortLengthEncoder
{
    private readonly byte[] _bytes = new byte[length];

    public override void WriteType(PacketWriter packets)
    {
        packets.Byte((byte)token);
        packets.UInt16((ushort)length);
        packets.Bytes(Collation.Default);
    }

    public override void Write(PacketWriter packets, object value)
    {
        var text = (string)value;
        Truncation.Check(Collation.DefaultEncoding.GetByteCount(text), length);
        var written = Collation.DefaultEncoding.GetBytes(text, _bytes);
        var padding = token == TypeToken.Char ? length - written : 0;
        packets.UInt16((ushort)(written + padding));
        packets.Bytes(_bytes.AsSpan(0, written));
        packets.Fill((byte)' ', padding);
    }
}
