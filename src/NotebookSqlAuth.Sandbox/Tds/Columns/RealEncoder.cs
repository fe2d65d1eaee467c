using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

internal sealed class RealEncoder(bool nullable) : FixedWidthEncoder(nullable, TypeToken.Real, TypeToken.FloatN, 4)
{
    protected override void WriteValue(PacketWriter packets, object value) => packets.UInt32(BitConverter.SingleToUInt32Bits((float)value));
}
