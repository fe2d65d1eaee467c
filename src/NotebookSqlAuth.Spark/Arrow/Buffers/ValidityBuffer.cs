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

    internal bool IsValid(int row) => Bitmap.IsSet(_bits.Written, row);

    internal void Clear()
    {
        _bits.Clear();
        _rows = 0;
        _nullCount = 0;
    }

    /// <summary>Hands the first rows' bits to a batch and forgets all; no bits where nothing is NULL.</summary>
    internal ArrowBuffer Finish(int rows, BatchBuilder batch, out int nullCount)
    {
        nullCount = rows == _rows || _nullCount == 0 ? _nullCount : rows - Bitmap.CountSet(_bits.Written, 0, rows);
        var bits = nullCount > 0 ? batch.Own(_bits, Bitmap.Bytes(rows)) : ArrowBuffer.Empty;
        Clear();
        return bits;
    }
}
