using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

/// <summary>money: ten-thousandths in eight bytes, the high half first (MS-TDS 2.2.5.5.1.2).</summary>
internal sealed class MoneyEncoder(bool nullable) : FixedWidthEncoder(nullable, TypeToken.Money, TypeToken.MoneyN, 8)
{
    protected override void WriteValue(PacketWriter packets, object value)
    {
        var units = decimal.ToInt64((decimal)value * 10_000m);
        packets.UInt32((uint)(units >> 32));
        packets.UInt32((uint)units);
    }
}
