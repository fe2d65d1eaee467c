using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

internal sealed class DateEncoder : ByteLengthEncoder
{
    public override void WriteType(PacketWriter packets) => packets.Byte((byte)TypeToken.Date);

    public override void Write(PacketWriter packets, object value)
    {
        packets.Byte(DayCount.DateBytes);
        DayCount.WriteDate(packets, ((DateOnly)value).DayNumber);
    }
}
