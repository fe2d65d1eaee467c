using System.Runtime.CompilerServices;
using Apache.Arrow;
using NotebookSqlAuth.Spark.Staging.Parquet;

namespace NotebookSqlAuth.Spark.Staging;

/// <summary>Rows that become one row group: what one Spark task reads at least.</summary>
/// <param name="Ranges">The rows, in order.</param>
/// <param name="Rows">How many.</param>
/// <param name="Bytes">Their bytes as Arrow.</param>
internal sealed record RowGroup(IReadOnlyList<RowRange> Ranges, long Rows, long Bytes)
{
    /// <summary>Gathers small batches and cuts large ones; a batch is disposed once the group that holds its last row has been used.</summary>
    internal static async IAsyncEnumerable<RowGroup> OfAsync(
        IAsyncEnumerable<RecordBatch> batches, long groupBytes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var held = new List<RecordBatch>();
        var ranges = new List<RowRange>();
        long rows = 0;
        long bytes = 0;
        try
        {
            await foreach (var batch in batches.WithCancellation(cancellationToken))
            {
                held.Add(batch);
                var rowBytes = batch.Length == 0 ? 1 : Math.Max(1, BatchBytes.Of(batch) / batch.Length);
                for (var start = 0; start < batch.Length;)
                {
                    var count = (int)Math.Clamp((groupBytes - bytes) / rowBytes, 1, batch.Length - start);
                    ranges.Add(new RowRange(batch, start, count));
                    start += count;
                    rows += count;
                    bytes += count * rowBytes;
                    if (bytes + rowBytes > groupBytes)
                    {
                        yield return new RowGroup(ranges, rows, bytes);
                        ranges.Clear();
                        rows = bytes = 0;
                        Release(held, keep: start < batch.Length ? batch : null);
                    }
                }
            }

            if (rows > 0)
            {
                yield return new RowGroup(ranges, rows, bytes);
            }
        }
        finally
        {
            Release(held, keep: null);
        }
    }

    private static void Release(List<RecordBatch> held, RecordBatch? keep)
    {
        held.Where(batch => batch != keep).ToList().ForEach(batch => batch.Dispose());
        held.RemoveAll(batch => batch != keep);
    }
}
