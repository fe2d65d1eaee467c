using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

/// <summary>binary(n), filled up with zeros, and varbinary(n).</summary>
internal sealed class VarBinaryEncoder(TypeToken token, int length) : ShortLengthEncoder
{
    public override void WriteType(PacketWriter packets)
    {
        packets.Byte((byte)token);
        packets.UInt16((ushort)length);
    }

    public override void Write(PacketWriter packets, object value)
    {
        var bytes = (byte[])value;
        Truncation.Check(bytes.Length, length);
        var padding = token == TypeToken.Binary ? length - bytes.Length : 0;
        packets.UInt16((ushort)(bytes.Length + padding));
        packets.Bytes(bytes);
        packets.Fill(0, padding);
    }
}
