using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

internal sealed class VarBinaryMaxEncoder : ChunkedEncoder
{
    public override void WriteType(PacketWriter packets)
    {
        packets.Byte((byte)TypeToken.VarBinary);
        packets.UInt16(MaxLength);
    }

    public override void Write(PacketWriter packets, object value) => WriteWhole(packets, (byte[])value);
}
