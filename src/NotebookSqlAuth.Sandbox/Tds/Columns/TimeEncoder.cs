using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

internal sealed class TimeEncoder(byte scale) : ByteLengthEncoder
{
    public override void WriteType(PacketWriter packets)
    {
        packets.Byte((byte)TypeToken.Time);
        packets.Byte(scale);
    }

    public override void Write(PacketWriter packets, object value)
    {
        packets.Byte((byte)DayCount.TimeBytes(scale));
        DayCount.WriteTime(packets, ((TimeSpan)value).Ticks, scale);
    }
}
