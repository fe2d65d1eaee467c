using NotebookSqlAuth.Sandbox.Engine;
using NotebookSqlAuth.Sandbox.Tds.Wire;

namespace NotebookSqlAuth.Sandbox.Tds.Columns;

/// <summary>Writes a result set's columns and rows (COLMETADATA, ROW and NBCROW; MS-TDS 2.2.7.4, 2.2.7.14, 2.2.7.20).</summary>
internal sealed class RowEncoder
{
    // fNullable of Flags.
    private const ushort NullableFlag = 0x0001;

    private readonly IReadOnlyList<ResultColumn> _columns;
    private readonly ColumnEncoder[] _encoders;
    private readonly byte[] _nullBitmap;

    public RowEncoder(IReadOnlyList<ResultColumn> columns)
    {
        _columns = columns;
        _encoders = [.. columns.Select(column => ColumnEncoders.For(column.Type, column.Nullable))];
        _nullBitmap = new byte[(columns.Count + 7) / 8];
    }

    public void WriteColumns(PacketWriter packets)
    {
        packets.Byte(0x81);
        packets.UInt16(checked((ushort)_columns.Count));
        for (var ordinal = 0; ordinal < _encoders.Length; ordinal++)
        {
            packets.UInt32(0); // UserType: not an alias type
            packets.UInt16(_columns[ordinal].Nullable ? NullableFlag : (ushort)0);
            _encoders[ordinal].WriteType(packets);
            packets.ShortText(_columns[ordinal].Name);
        }
    }

    public void WriteRow(PacketWriter packets, object?[] values)
    {
        if (MarkNulls(values) > _nullBitmap.Length)
        {
            packets.Byte(0xD2);
            packets.Bytes(_nullBitmap);
            for (var ordinal = 0; ordinal < _encoders.Length; ordinal++)
            {
                if (values[ordinal] is { } value)
                {
                    _encoders[ordinal].Write(packets, value);
                }
            }

            return;
        }

        packets.Byte(0xD1);
        for (var ordinal = 0; ordinal < _encoders.Length; ordinal++)
        {
            if (values[ordinal] is { } value)
            {
                _encoders[ordinal].Write(packets, value);
            }
            else
            {
                _encoders[ordinal].WriteNull(packets);
            }
        }
    }

    // Fills the bitmap, lowest bit first, and says what the NULLs would take in a plain ROW: the shorter form is sent.
    private int MarkNulls(object?[] values)
    {
        var bytes = 0;
        Array.Clear(_nullBitmap);
        for (var ordinal = 0; ordinal < _encoders.Length; ordinal++)
        {
            if (values[ordinal] is null)
            {
                if (!_columns[ordinal].Nullable)
                {
                    throw new InvalidOperationException($"NULL in the column '{_columns[ordinal].Name}', which takes none.");
                }

                _nullBitmap[ordinal >> 3] |= (byte)(1 << (ordinal & 7));
                bytes += _encoders[ordinal].NullBytes;
            }
        }

        return bytes;
    }
}
