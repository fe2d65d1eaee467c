using System.Data.SqlTypes;
using NotebookSqlAuth.Sandbox.Engine;
using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

/// <summary>decimal(p,s): a sign byte (1 is positive) and the magnitude in as many words as p digits need (MS-TDS 2.2.5.5.1.6).</summary>
internal sealed class DecimalEncoder(byte precision, byte scale) : ByteLengthEncoder
{
    private readonly int _words = precision switch { <= 9 => 1, <= 19 => 2, <= 28 => 3, _ => 4 };

    public override void WriteType(PacketWriter packets)
    {
        packets.Byte((byte)TypeToken.DecimalN);
        packets.Byte((byte)(1 + (4 * _words)));
        packets.Byte(precision);
        packets.Byte(scale);
    }

    public override void Write(PacketWriter packets, object value)
    {
        var number = (SqlDecimal)value;
        if (number.Scale != scale)
        {
            number = SqlDecimal.AdjustScale(number, scale - number.Scale, fRound: true);
        }

        Span<uint> magnitude = stackalloc uint[4];
        number.WriteTdsValue(magnitude);
        if (magnitude[_words..].IndexOfAnyExcept(0u) >= 0)
        {
            throw new SqlServerException(new SqlServerMessage(8115, 16, 8, "Arithmetic overflow error converting numeric to data type numeric."));
        }

        packets.Byte((byte)(1 + (4 * _words)));
        packets.Byte(number.IsPositive ? (byte)1 : (byte)0);
        foreach (var word in magnitude[.._words])
        {
            packets.UInt32(word);
        }
    }
}
