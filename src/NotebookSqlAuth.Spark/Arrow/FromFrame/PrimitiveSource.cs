using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow.Buffers;

namespace NotebookSqlAuth.Spark.Arrow.FromFrame;

/// <summary>The buffers that a frame's column of fixed-size values keeps them in, without a copy.</summary>
internal sealed class PrimitiveSource<T>
    where T : unmanaged
{
    private readonly List<PrimitivePart<T>> _parts;

    internal PrimitiveSource(PrimitiveDataFrameColumn<T> column)
    {
        // A column without nulls may have a bitmap that says otherwise; it is the count that its own indexer asks.
        var validity = column.NullCount == 0 ? null : column.GetReadOnlyNullBitMapBuffers().ToList();
        _parts = [.. column.GetReadOnlyDataBuffers().Select((values, i) => new PrimitivePart<T>(BytesOf(values), values.Length, validity?[i]))];
    }

    internal IReadOnlyList<PrimitivePart<T>> Parts() => _parts;

    /// <summary>The part that a row lies in; the row becomes one of the part.</summary>
    internal PrimitivePart<T> PartOf(ref long row)
    {
        foreach (var part in _parts)
        {
            if (row < part.Rows)
            {
                return part;
            }

            row -= part.Rows;
        }

        throw new ArgumentOutOfRangeException(nameof(row));
    }

    /// <summary>
    /// The column hands out its bytes under another type without dividing start and length by the type's size: only the array and the start,
    /// counted in bytes, are right. From them the true range is made.
    /// </summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The memory manager belongs to the column.")]
    private static ReadOnlyMemory<byte> BytesOf(ReadOnlyMemory<T> values)
    {
        var bytes = Unsafe.As<ReadOnlyMemory<T>, ReadOnlyMemory<byte>>(ref values);
        var length = values.Length * Unsafe.SizeOf<T>();
        if (MemoryMarshal.TryGetArray(bytes, out var array) && array.Array is { } owner)
        {
            return owner.AsMemory(array.Offset, length);
        }

        return MemoryMarshal.TryGetMemoryManager<byte, MemoryManager<byte>>(bytes, out var manager, out var start, out _)
            ? manager.Memory.Slice(start, length)
            : throw new NotSupportedException("A frame's column keeps its values in memory that is neither an array's nor a manager's.");
    }
}

/// <summary>Values that lie behind each other.</summary>
/// <param name="Bytes">The values' bytes.</param>
/// <param name="Rows">How many.</param>
/// <param name="Validity">A bit for each; null where none is NULL.</param>
internal sealed record PrimitivePart<T>(ReadOnlyMemory<byte> Bytes, int Rows, ReadOnlyMemory<byte>? Validity)
    where T : unmanaged
{
    internal PrimitiveValues<T> Values => new(Bytes);

    internal bool IsValid(int row) => Validity is not { } bits || Bitmap.IsSet(bits.Span, row);
}

/// <summary>Bytes seen as values.</summary>
internal readonly record struct PrimitiveValues<T>(ReadOnlyMemory<byte> Bytes)
    where T : unmanaged
{
    internal ReadOnlySpan<T> Span => MemoryMarshal.Cast<byte, T>(Bytes.Span);
}
