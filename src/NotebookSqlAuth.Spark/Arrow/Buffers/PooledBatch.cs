using System.Buffers;
using Apache.Arrow;

namespace NotebookSqlAuth.Spark.Arrow.Buffers;

/// <summary>A record batch whose memory goes back to the shared pool when it is disposed.</summary>
internal sealed class PooledBatch(Schema schema, IEnumerable<IArrowArray> arrays, int rows, IReadOnlyList<byte[]> rented)
    : RecordBatch(schema, arrays, rows)
{
    private IReadOnlyList<byte[]>? _rented = rented;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        foreach (var bytes in Interlocked.Exchange(ref _rented, null) ?? [])
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
