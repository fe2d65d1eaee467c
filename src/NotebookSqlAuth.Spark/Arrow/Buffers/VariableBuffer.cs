using System.Runtime.InteropServices;
using Apache.Arrow.Types;

namespace NotebookSqlAuth.Spark.Arrow.Buffers;

/// <summary>Values of any length behind each other, their offsets and validity, growing row by row.</summary>
internal sealed class VariableBuffer
{
    private readonly PooledBuffer _offsets = new();
    private readonly ValidityBuffer _validity = new();

    internal VariableBuffer() => AddOffset();

    /// <summary>The values' bytes.</summary>
    internal PooledBuffer Data { get; } = new();

    internal int Rows => (_offsets.Length / sizeof(int)) - 1;

    /// <summary>Ends a value, all bytes of which were added to <see cref="Data"/>.</summary>
    internal void EndValue()
    {
        AddOffset();
        _validity.Add(valid: true);
    }

    /// <summary>Room for the ends of that many values, each counted from the first byte of <see cref="Data"/>.</summary>
    internal Span<int> FreeEnds(int values) => MemoryMarshal.Cast<byte, int>(_offsets.Free(values * sizeof(int)))[..values];

    /// <summary>Counts values, null for NULL, whose bytes were added to <see cref="Data"/> and ends to <see cref="FreeEnds"/>.</summary>
    internal void Advance(ReadOnlySpan<string?> values)
    {
        _offsets.Advance(values.Length * sizeof(int));
        _validity.Add(values);
    }

    internal void AddNull()
    {
        AddOffset();
        _validity.Add(valid: false);
    }

    /// <summary>Forgets all but the first rows.</summary>
    internal void Truncate(int rows)
    {
        Data.Truncate(Offsets[rows]);
        _offsets.Truncate((rows + 1) * sizeof(int));
        _validity.Truncate(rows);
    }

    /// <summary>Hands the first rows to a batch; what is left opens the next one.</summary>
    internal void Finish(int rows, BatchBuilder batch, IArrowType type)
    {
        var left = new byte[]?[Rows - rows];
        for (var i = 0; i < left.Length; i++)
        {
            left[i] = _validity.IsValid(rows + i) ? Data.Written[Offsets[rows + i]..Offsets[rows + i + 1]].ToArray() : null;
        }

        var bytes = Offsets[rows];
        var validity = _validity.Finish(rows, batch, out var nullCount);
        var offsets = batch.Own(_offsets, (rows + 1) * sizeof(int));
        batch.Add(type, rows, nullCount, validity, offsets, batch.Own(Data, bytes));
        AddOffset();
        foreach (var value in left)
        {
            AddBack(value);
        }
    }

    private Span<int> Offsets => MemoryMarshal.Cast<byte, int>(_offsets.Written);

    private void AddBack(byte[]? value)
    {
        if (value is null)
        {
            AddNull();
            return;
        }

        value.CopyTo(Data.Free(value.Length));
        Data.Advance(value.Length);
        EndValue();
    }

    private void AddOffset()
    {
        MemoryMarshal.Write(_offsets.Free(sizeof(int)), Data.Length);
        _offsets.Advance(sizeof(int));
    }
}
