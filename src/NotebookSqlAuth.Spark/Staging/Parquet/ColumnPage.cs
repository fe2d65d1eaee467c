using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using Apache.Arrow;

namespace NotebookSqlAuth.Spark.Staging.Parquet;

/// <summary>Gathers the rows of one data page: which of them hold a value, and the values.</summary>
internal sealed class ColumnPage
{
    private readonly ArrayBufferWriter<byte> _values = new(1 << 20);
    private byte[] _validity = new byte[8192];
    private int _nulls;

    /// <summary>Rows so far.</summary>
    internal int Rows { get; private set; }

    /// <summary>Bytes of values so far.</summary>
    internal int Bytes => _values.WrittenCount;

    internal void Append(ParquetColumn column, ArrayData data, int start, int count)
    {
        // A validity buffer may be missing where nothing is null (Arrow columnar format, validity bitmaps).
        var validity = data.Buffers[0].Span;
        start += data.Offset;
        var end = start + count;
        var run = start;
        for (var i = start; i < end && !validity.IsEmpty; i++)
        {
            if ((validity[i >> 3] & (1 << (i & 7))) == 0)
            {
                if (!column.Nullable)
                {
                    throw new InvalidDataException($"The column `{column.Name}` is said to hold no nulls and holds one.");
                }

                AppendRun(column, data, run, i - run);
                MarkNull();
                run = i + 1;
            }
        }

        AppendRun(column, data, run, end - run);
    }

    /// <summary>Moves the page, levels first, and starts the next one.</summary>
    internal int MoveTo(ArrayBufferWriter<byte> body, ParquetColumn column)
    {
        column.Encoder.EndPage(_values);
        if (column.Nullable)
        {
            WriteLevels(body);
        }

        body.Write(_values.WrittenSpan);
        var rows = Rows;
        _values.ResetWrittenCount();
        _validity.AsSpan().Clear();
        Rows = _nulls = 0;
        return rows;
    }

    private void AppendRun(ParquetColumn column, ArrayData data, int start, int count)
    {
        if (count > 0)
        {
            column.Encoder.Append(data, start, count, _values);
            Reserve(count);
            for (var i = Rows; i < Rows + count; i++)
            {
                _validity[i >> 3] |= (byte)(1 << (i & 7));
            }

            Rows += count;
        }
    }

    private void MarkNull()
    {
        Reserve(1);
        Rows++;
        _nulls++;
    }

    private void Reserve(int rows)
    {
        var needed = (Rows + rows + 7) / 8;
        if (needed > _validity.Length)
        {
            System.Array.Resize(ref _validity, Math.Max(needed, _validity.Length * 2));
        }
    }

    /// <summary>
    /// Definition levels of one bit in the RLE/bit-packing hybrid (Encodings.md of parquet-format, RLE = 3), four bytes of
    /// length in front: one run where nothing is null, else one bit-packed run, which is the validity bitmap as it is.
    /// </summary>
    private void WriteLevels(ArrayBufferWriter<byte> body)
    {
        var groups = (uint)(Rows + 7) / 8;
        var header = _nulls == 0 ? (uint)Rows << 1 : (groups << 1) | 1;
        var packed = _nulls == 0 ? (ReadOnlySpan<byte>)[1] : _validity.AsSpan(0, (int)groups);
        var headerLength = (BitOperations.Log2(header | 1) / 7) + 1;
        var target = body.GetSpan(sizeof(int) + headerLength);
        BinaryPrimitives.WriteInt32LittleEndian(target, headerLength + packed.Length);
        for (var i = 0; i < headerLength; i++, header >>= 7)
        {
            target[sizeof(int) + i] = (byte)(header > 0x7F ? header | 0x80 : header);
        }

        body.Advance(sizeof(int) + headerLength);
        body.Write(packed);
    }
}
