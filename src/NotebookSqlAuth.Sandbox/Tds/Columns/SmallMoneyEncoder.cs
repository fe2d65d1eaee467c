using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

/// <summary>smallmoney: ten-thousandths in four bytes (MS-TDS 2.2.5.5.1.2).</summary>
internal sealed class SmallMoneyEncoder(bool nullable) : FixedWidthEncoder(nullable, TypeToken.SmallMoney, TypeToken.MoneyN, 4)
{
    protected override void WriteValue(PacketWriter packets, object value) => packets.UInt32((uint)decimal.ToInt32((decimal)value * 10_000m));
}
