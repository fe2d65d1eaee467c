using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

/// <summary>nchar(n), filled up with spaces, and nvarchar(n); lengths on the wire are bytes.</summary>
internal sealed class NVarCharEncoder(TypeToken token, int length) : ShortLengthEncoder
{
    public override void WriteType(PacketWriter packets)
    {
        packets.Byte((byte)token);
        packets.UInt16((ushort)(length * 2));
        packets.Bytes(Collation.Default);
    }

    public override void Write(PacketWriter packets, object value)
    {
        var text = (string)value;
        Truncation.Check(text.Length, length);
        var padding = token == TypeToken.NChar ? length - text.Length : 0;
        packets.UInt16((ushort)((text.Length + padding) * 2));
        packets.Text(text);
        for (var index = 0; index < padding; index++)
        {
            packets.UInt16(' ');
        }
    }
}
