using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

internal sealed class SmallIntEncoder(bool nullable) : FixedWidthEncoder(nullable, TypeToken.Int2, TypeToken.IntN, 2)
{
    protected override void WriteValue(PacketWriter packets, object value) => packets.UInt16((ushort)(short)value);
}
