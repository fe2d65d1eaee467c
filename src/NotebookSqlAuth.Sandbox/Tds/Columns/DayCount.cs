using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

/// <summary>The parts that date, time, datetime2 and datetimeoffset are made of (MS-TDS 2.2.5.5.1.8).</summary>
internal static class DayCount
{
    public const int DateBytes = 3;

    // A CLR tick is 10^-7 s, the finest scale that SQL Server has.
    private static readonly long[] TicksPerUnit = [10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

    /// <summary>How many bytes a time of day of that scale takes.</summary>
    public static int TimeBytes(byte scale) => scale switch { <= 2 => 3, <= 4 => 4, _ => 5 };

    /// <summary>How many CLR ticks one unit of that scale is.</summary>
    public static long TicksPer(byte scale) => TicksPerUnit[scale];

    /// <summary>The time of day in units of 10^-scale s. The engine has rounded; further digits are cut.</summary>
    public static void WriteTime(PacketWriter packets, long ticksOfDay, byte scale)
    {
        var units = (ulong)(ticksOfDay / TicksPerUnit[scale]);
        packets.UInt16((ushort)units);
        packets.Byte((byte)(units >> 16));
        for (var written = DateBytes; written < TimeBytes(scale); written++)
        {
            packets.Byte((byte)(units >> (8 * written)));
        }
    }

    /// <summary>The days since 0001-01-01.</summary>
    public static void WriteDate(PacketWriter packets, int days)
    {
        packets.UInt16((ushort)days);
        packets.Byte((byte)(days >> 16));
    }
}
