using System.Runtime.InteropServices;
using NotebookSqlAuth.Spark.Arrow.Buffers;

namespace NotebookSqlAuth.Spark.Arrow.ToFrame;

/// <summary>Values that lie in Arrow as they lie in the frame.</summary>
internal sealed class SameLayoutArrayColumn<T>(ColumnOver create) : PrimitiveArrayColumn<T>(create)
    where T : unmanaged
{
    protected override void Read(ReadOnlySpan<byte> values, int start, int rows, ReadOnlySpan<byte> validity, Span<T> target) =>
        MemoryMarshal.Cast<byte, T>(values).Slice(start, rows).CopyTo(target);
}

/// <summary>bool: a bit in Arrow, a byte in the frame.</summary>
internal sealed class BooleanArrayColumn(ColumnOver create) : PrimitiveArrayColumn<bool>(create)
{
    protected override void Read(ReadOnlySpan<byte> values, int start, int rows, ReadOnlySpan<byte> validity, Span<bool> target) =>
        Bitmap.Unpack(values, start, MemoryMarshal.AsBytes(target));
}
