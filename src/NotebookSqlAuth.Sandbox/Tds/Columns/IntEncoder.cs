using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

internal sealed class IntEncoder(bool nullable) : FixedWidthEncoder(nullable, TypeToken.Int4, TypeToken.IntN, 4)
{
    protected override void WriteValue(PacketWriter packets, object value) => packets.UInt32((uint)(int)value);
}
