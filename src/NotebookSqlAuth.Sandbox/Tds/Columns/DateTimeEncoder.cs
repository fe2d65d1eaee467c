using System.Data.SqlTypes;
using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

/// <summary>datetime: days since 1900-01-01 and 1/300 s since midnight (MS-TDS 2.2.5.5.1.3).</summary>
internal sealed class DateTimeEncoder(bool nullable) : FixedWidthEncoder(nullable, TypeToken.DateTime, TypeToken.DateTimeN, 8)
{
    protected override void WriteValue(PacketWriter packets, object value)
    {
        var moment = new SqlDateTime((DateTime)value);
        packets.UInt32((uint)moment.DayTicks);
        packets.UInt32((uint)moment.TimeTicks);
    }
}
