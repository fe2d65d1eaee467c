namespace NotebookSqlAuth.Frames;

/// <summary>One bit per row, least significant bit first, 1 = valid: the layout that frames and Arrow share.</summary>
internal sealed class ValidityBitmap
{
    private byte[] _bits = new byte[16];

    internal int NullCount { get; private set; }

    /// <summary>The bytes that cover a number of rows.</summary>
    internal ReadOnlyMemory<byte> Bytes(int rows) => _bits.AsMemory(0, (rows + 7) / 8);

    internal void Add(int row, bool valid)
    {
        var index = row >> 3;
        if (index == _bits.Length)
        {
            Array.Resize(ref _bits, _bits.Length * 2);
        }

        if (valid)
        {
            _bits[index] |= (byte)(1 << (row & 7));
        }
        else
        {
            NullCount++;
        }
    }
}
