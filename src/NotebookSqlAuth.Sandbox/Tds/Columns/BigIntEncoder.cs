using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

internal sealed class BigIntEncoder(bool nullable) : FixedWidthEncoder(nullable, TypeToken.Int8, TypeToken.IntN, 8)
{
    protected override void WriteValue(PacketWriter packets, object value) => packets.UInt64((ulong)(long)value);
}
