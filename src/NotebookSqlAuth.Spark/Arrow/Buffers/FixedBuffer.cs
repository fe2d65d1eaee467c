using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow.Types;

namespace NotebookSqlAuth.Spark.Arrow.Buffers;

/// <summary>Values of one size and their validity, growing row by row.</summary>
internal sealed class FixedBuffer<T>
    where T : unmanaged
{
    private readonly PooledBuffer _values = new();
    private readonly ValidityBuffer _validity = new();

    private int Rows => _values.Length / Unsafe.SizeOf<T>();

    internal Span<T> Values => MemoryMarshal.Cast<byte, T>(_values.Written);

    internal void Add(T value) => Add(value, valid: true);

    internal void AddNull() => Add(default, valid: false);

    /// <summary>Hands the first rows to a batch; what is left opens the next one.</summary>
    internal void Finish(int rows, BatchBuilder batch, IArrowType type)
    {
        var left = Left(rows);
        var validity = _validity.Finish(rows, batch, out var nullCount);
        batch.Add(type, rows, nullCount, validity, batch.Own(_values, rows * Unsafe.SizeOf<T>()));
        AddBack(left);
    }

    /// <summary>As <see cref="Finish"/>, one bit per value.</summary>
    internal void FinishPacked(int rows, BatchBuilder batch)
    {
        var left = Left(rows);
        var validity = _validity.Finish(rows, batch, out var nullCount);
        var bits = batch.Rent(Bitmap.Bytes(rows));
        Bitmap.Pack(_values.Written[..rows], bits.Span);
        _values.Truncate(0);
        batch.Add(BooleanType.Default, rows, nullCount, validity, new Apache.Arrow.ArrowBuffer(bits));
        AddBack(left);
    }

    private (T Value, bool Valid)[] Left(int rows)
    {
        var left = new (T, bool)[Rows - rows];
        for (var i = 0; i < left.Length; i++)
        {
            left[i] = (Values[rows + i], _validity.IsValid(rows + i));
        }

        return left;
    }

    private void AddBack((T Value, bool Valid)[] left)
    {
        foreach (var (value, valid) in left)
        {
            Add(value, valid);
        }
    }

    private void Add(T value, bool valid)
    {
        Unsafe.WriteUnaligned(ref MemoryMarshal.GetReference(_values.Free(Unsafe.SizeOf<T>())), value);
        _values.Advance(Unsafe.SizeOf<T>());
        _validity.Add(valid);
    }
}
