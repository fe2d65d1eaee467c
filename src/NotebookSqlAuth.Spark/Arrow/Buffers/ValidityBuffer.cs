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

    /// <summary>Adds rows of which none is NULL.</summary>
    internal void AddValid(int rows)
    {
        while (rows > 0 && (_rows & 7) != 0)
        {
            Add(valid: true);
            rows--;
        }

        var whole = rows >> 3;
        _bits.Free(whole)[..whole].Fill(byte.MaxValue);
        _bits.Advance(whole);
        _rows += whole << 3;
        for (var i = 0; i < (rows & 7); i++)
        {
            Add(valid: true);
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
