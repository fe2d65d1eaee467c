using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

internal sealed class TinyIntEncoder(bool nullable) : FixedWidthEncoder(nullable, TypeToken.Int1, TypeToken.IntN, 1)
{
    protected override void WriteValue(PacketWriter packets, object value) => packets.Byte((byte)value);
}
