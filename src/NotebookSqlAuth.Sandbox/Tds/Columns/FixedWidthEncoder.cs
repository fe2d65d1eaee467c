using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

/// <summary>Types that come bare where the column takes no NULL, and behind a length byte where it does (MS-TDS 2.2.5.4.1, 2.2.5.4.2).</summary>
/// <remarks>
/// Both forms are needed: SqlClient skips the unread values of a column that takes no NULL as bare ones, whatever type it was told.
/// </remarks>
internal abstract class FixedWidthEncoder(bool nullable, TypeToken bare, TypeToken withLength, byte bytes) : ByteLengthEncoder
{
    public sealed override void WriteType(PacketWriter packets)
    {
        packets.Byte((byte)(nullable ? withLength : bare));
        if (nullable)
        {
            packets.Byte(bytes);
        }
    }

    public sealed override void Write(PacketWriter packets, object value)
    {
        if (nullable)
        {
            packets.Byte(bytes);
        }

        WriteValue(packets, value);
    }

    protected abstract void WriteValue(PacketWriter packets, object value);
}
