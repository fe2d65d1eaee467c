using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

/// <summary>smalldatetime: days since 1900-01-01 and minutes since midnight (MS-TDS 2.2.5.5.1.3).</summary>
internal sealed class SmallDateTimeEncoder(bool nullable) : FixedWidthEncoder(nullable, TypeToken.SmallDateTime, TypeToken.DateTimeN, 4)
{
    private static readonly DateTime Epoch = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    protected override void WriteValue(PacketWriter packets, object value)
    {
        var moment = (DateTime)value;
        packets.UInt16(checked((ushort)(moment.Date - Epoch).Days));
        packets.UInt16((ushort)(moment.TimeOfDay.Ticks / TimeSpan.TicksPerMinute));
    }
}
