using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

/// <summary>datetimeoffset: the moment in UTC, then its offset in minutes (MS-TDS 2.2.5.5.1.8).</summary>
internal sealed class DateTimeOffsetEncoder(byte scale) : ByteLengthEncoder
{
    private const int OffsetBytes = 2;

    public override void WriteType(PacketWriter packets)
    {
        packets.Byte((byte)TypeToken.DateTimeOffset);
        packets.Byte(scale);
    }

    public override void Write(PacketWriter packets, object value)
    {
        var moment = (DateTimeOffset)value;
        packets.Byte((byte)(DayCount.TimeBytes(scale) + DayCount.DateBytes + OffsetBytes));
        DayCount.WriteTime(packets, moment.UtcTicks % TimeSpan.TicksPerDay, scale);
        DayCount.WriteDate(packets, (int)(moment.UtcTicks / TimeSpan.TicksPerDay));
        packets.UInt16((ushort)(short)moment.TotalOffsetMinutes);
    }
}
