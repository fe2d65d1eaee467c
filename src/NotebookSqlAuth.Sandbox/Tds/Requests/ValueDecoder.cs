using System.Buffers.Binary;
using System.Data.SqlTypes;
using System.Text;
using NotebookSqlAuth.Sandbox.Engine;
using NotebookSqlAuth.Sandbox.Tds.Columns;
using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Requests;

/// <summary>Decodes a parameter's bytes. Once per parameter, so one switch serves.</summary>
internal static class ValueDecoder
{
    // Clients send xml with it, SQL Server keeps it out of the value.
    private const char ByteOrderMark = '\uFEFF';

    private static readonly DateTime Epoch1900 = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <exception cref="TdsProtocolException">The bytes are no value of the type.</exception>
    public static object Decode(ReadOnlySpan<byte> bytes, ParameterType type)
    {
        try
        {
            return type.Type.Code switch
            {
                SqlTypeCode.Bit => Exactly(bytes, 1)[0] != 0,
                SqlTypeCode.TinyInt => Exactly(bytes, 1)[0],
                SqlTypeCode.SmallInt => BinaryPrimitives.ReadInt16LittleEndian(Exactly(bytes, 2)),
                SqlTypeCode.Int => BinaryPrimitives.ReadInt32LittleEndian(Exactly(bytes, 4)),
                SqlTypeCode.BigInt => BinaryPrimitives.ReadInt64LittleEndian(Exactly(bytes, 8)),
                SqlTypeCode.Real => BinaryPrimitives.ReadSingleLittleEndian(Exactly(bytes, 4)),
                SqlTypeCode.Float => BinaryPrimitives.ReadDoubleLittleEndian(Exactly(bytes, 8)),
                SqlTypeCode.SmallMoney => new decimal(BinaryPrimitives.ReadInt32LittleEndian(Exactly(bytes, 4))) / 10_000m,
                SqlTypeCode.Money => Money(Exactly(bytes, 8)),
                SqlTypeCode.Decimal => Decimal(bytes, type.Type),
                SqlTypeCode.Date => DateOnly.FromDayNumber(Days(Exactly(bytes, DayCount.DateBytes))),
                SqlTypeCode.Time => Time(Exactly(bytes, DayCount.TimeBytes(type.Type.Scale)), type.Type.Scale),
                SqlTypeCode.DateTime => DateTime(Exactly(bytes, 8)),
                SqlTypeCode.SmallDateTime => Epoch1900.AddDays(BinaryPrimitives.ReadUInt16LittleEndian(Exactly(bytes, 4))).AddMinutes(BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..])),
                SqlTypeCode.DateTime2 => Moment(bytes, type.Type.Scale, 0),
                SqlTypeCode.DateTimeOffset => Zoned(bytes, type.Type.Scale),
                SqlTypeCode.Char or SqlTypeCode.VarChar => (type.Encoding ?? Encoding.UTF8).GetString(bytes),
                SqlTypeCode.NChar or SqlTypeCode.NVarChar => PayloadReader.Utf16(bytes),
                SqlTypeCode.Xml => PayloadReader.Utf16(bytes).TrimStart(ByteOrderMark),
                SqlTypeCode.Binary or SqlTypeCode.VarBinary => bytes.ToArray(),
                SqlTypeCode.UniqueIdentifier => new Guid(Exactly(bytes, 16)),
                _ => throw new ArgumentOutOfRangeException(nameof(type), type.Type.Code, "No such type."),
            };
        }
        catch (Exception outOfRange) when (outOfRange is ArgumentException or SqlTypeException or OverflowException)
        {
            throw new TdsProtocolException($"A parameter's bytes are no value of the type {type.Type.Code}.");
        }
    }

    private static ReadOnlySpan<byte> Exactly(ReadOnlySpan<byte> bytes, int count) =>
        bytes.Length == count ? bytes : throw new TdsProtocolException("A parameter's value has a length that its type cannot have.");

    private static decimal Money(ReadOnlySpan<byte> bytes)
    {
        var high = (long)BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return new decimal((high << 32) | BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..])) / 10_000m;
    }

    private static SqlDecimal Decimal(ReadOnlySpan<byte> bytes, SqlDataType type)
    {
        if (bytes.Length is not (5 or 9 or 13 or 17))
        {
            throw new TdsProtocolException("A decimal parameter has a length that it cannot have.");
        }

        Span<int> words = stackalloc int[4];
        words.Clear();
        for (var word = 0; word < bytes.Length / 4; word++)
        {
            words[word] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(1 + (word * 4))..]);
        }

        return new SqlDecimal(type.Precision, type.Scale, bytes[0] != 0, words[0], words[1], words[2], words[3]);
    }

    private static int Days(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static TimeSpan Time(ReadOnlySpan<byte> bytes, byte scale)
    {
        var units = 0L;
        for (var index = bytes.Length - 1; index >= 0; index--)
        {
            units = (units << 8) | bytes[index];
        }

        var ticks = units * DayCount.TicksPer(scale);
        return ticks < TimeSpan.TicksPerDay ? new TimeSpan(ticks) : throw new TdsProtocolException("A time of day is beyond its day.");
    }

    private static DateTime DateTime(ReadOnlySpan<byte> bytes) =>
        new SqlDateTime(BinaryPrimitives.ReadInt32LittleEndian(bytes), BinaryPrimitives.ReadInt32LittleEndian(bytes[4..])).Value;

    private static DateTime Moment(ReadOnlySpan<byte> bytes, byte scale, int bytesBehind)
    {
        var timeBytes = DayCount.TimeBytes(scale);
        Exactly(bytes, timeBytes + DayCount.DateBytes + bytesBehind);
        return DateOnly.FromDayNumber(Days(bytes[timeBytes..])).ToDateTime(TimeOnly.MinValue) + Time(bytes[..timeBytes], scale);
    }

    private static DateTimeOffset Zoned(ReadOnlySpan<byte> bytes, byte scale)
    {
        var utc = Moment(bytes, scale, bytesBehind: 2);
        var offset = TimeSpan.FromMinutes((int)BinaryPrimitives.ReadInt16LittleEndian(bytes[^2..]));
        return new DateTimeOffset(utc, TimeSpan.Zero).ToOffset(offset);
    }
}
