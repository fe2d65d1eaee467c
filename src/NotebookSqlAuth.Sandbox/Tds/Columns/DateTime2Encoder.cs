using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

internal sealed class DateTime2Encoder(byte scale) : ByteLengthEncoder
{
    public override void WriteType(PacketWriter packets)
    {
        packets.Byte((byte)TypeToken.DateTime2);
        packets.Byte(scale);
    }

    public override void Write(PacketWriter packets, object value)
    {
        var moment = (DateTime)value;
        packets.Byte((byte)(DayCount.TimeBytes(scale) + DayCount.DateBytes));
        DayCount.WriteTime(packets, moment.TimeOfDay.Ticks, scale);
        DayCount.WriteDate(packets, (int)(moment.Ticks / TimeSpan.TicksPerDay));
    }
}
