using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

internal sealed class FloatEncoder(bool nullable) : FixedWidthEncoder(nullable, TypeToken.Float, TypeToken.FloatN, 8)
{
    protected override void WriteValue(PacketWriter packets, object value) => packets.UInt64(BitConverter.DoubleToUInt64Bits((double)value));
}
