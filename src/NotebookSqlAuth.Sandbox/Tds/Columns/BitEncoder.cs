using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

internal sealed class BitEncoder(bool nullable) : FixedWidthEncoder(nullable, TypeToken.Bit, TypeToken.BitN, 1)
{
    protected override void WriteValue(PacketWriter packets, object value) => packets.Byte((bool)value ? (byte)1 : (byte)0);
}
