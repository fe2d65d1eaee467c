using System.Numerics;
using Apache.Arrow;

namespace NotebookSqlAuth.Spark.Arrow.Buffers;

/// <summary>A validity bitmap that grows row by row.</summary>
internal sealed class ValidityBuffer
{
    private readonly PooledBuffer _bits = new();
    private int _rows;
    private int _nullCount;

    internal void Add(bool valid)
    {
        if ((_rows & 7) == 0)
        {
            _bits.Free(1)[0] = 0;
            _bits.Advance(1);
        }

        if (valid)
        {
            _bits.Written[^1] |= (byte)(1 << (_rows & 7));
        }
        else
        {
            _nullCount++;
        }

        _rows++;
    }

    /// <summary>Adds a row for each value: null is NULL.</summary>
    internal void Add(ReadOnlySpan<string?> values)
    {
        while (values.Length > 0 && (_rows & 7) != 0)
        {
            Add(values[0] is not null);
            values = values[1..];
        }

        var whole = values.Length >> 3;
        var bits = _bits.Free(whole);
        for (var i = 0; i < whole; i++)
        {
            var eight = values.Slice(i << 3, 8);
            var valid = 0;
            for (var j = 0; j < eight.Length; j++)
            {
                valid |= eight[j] is null ? 0 : 1 << j;
            }

            bits[i] = (byte)valid;
            _nullCount += 8 - BitOperations.PopCount((uint)valid);
        }

        _bits.Advance(whole);
        _rows += whole << 3;
        foreach (var value in values[(whole << 3)..])
        {
            Add(value is not null);
        }
    }

    internal bool IsValid(int row) => Bitmap.IsSet(_bits.Written, row);

    /// <summary>Forgets all but the first rows.</summary>
    internal void Truncate(int rows)
    {
        _bits.Truncate(Bitmap.Bytes(rows));
        if ((rows & 7) != 0)
        {
            // A bit of a row to come is only ever set.
            _bits.Written[^1] &= (byte)((1 << (rows & 7)) - 1);
        }

        _nullCount = rows - Bitmap.CountSet(_bits.Written, 0, rows);
        _rows = rows;
    }

    /// <summary>Hands the first rows' bits to a batch and forgets all; no bits where nothing is NULL.</summary>
    internal ArrowBuffer Finish(int rows, BatchBuilder batch, out int nullCount)
    {
        nullCount = rows == _rows || _nullCount == 0 ? _nullCount : rows - Bitmap.CountSet(_bits.Written, 0, rows);
        var bits = nullCount > 0 ? batch.Own(_bits, Bitmap.Bytes(rows)) : ArrowBuffer.Empty;
        Truncate(0);
        return bits;
    }
}
