using Apache.Arrow;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow.Buffers;
using NotebookSqlAuth.Spark.Arrow.FromFrame;
using NotebookSqlAuth.Spark.Arrow.ToFrame;

namespace NotebookSqlAuth.Spark.Arrow;

/// <summary>Frames to Arrow record batches and back.</summary>
public static class FrameBatches
{
    /// <summary>Rows after which the bytes of texts are looked at.</summary>
    private const int BlockRows = 4096;

    /// <summary>Cuts a frame into batches within the bounds of the options; none where it has no rows. The caller disposes each batch.</summary>
    /// <param name="frame">Rows × columns; a null of a column is a null of the field. Not to be changed while batches are in use: they share its memory.</param>
    /// <param name="schema">Made of the same frame with the same options.</param>
    /// <param name="options">The bounds of a batch.</param>
    /// <param name="notices">Gets, when all is enumerated, a line for each rule that changed types or values.</param>
    public static IEnumerable<RecordBatch> Of(DataFrame frame, SparkSchema schema, ArrowOptions options, ICollection<string> notices)
    {
        var columns = schema.FramePlans.Select(plan => plan.Create()).ToList();
        var size = new BatchSize(schema, options);
        for (var start = 0L; start < frame.Rows.Count;)
        {
            var rows = Take(columns, size, start, size.RowsWithin(frame.Rows.Count - start));
            var batch = new BatchBuilder(schema.Arrow);
            foreach (var column in columns)
            {
                column.Finish(start, rows, batch);
            }

            yield return batch.Build(rows);
            start += rows;
        }

        foreach (var notice in schema.Notices.Concat(columns.SelectMany(column => column.Notices)))
        {
            notices.Add(notice);
        }
    }

    /// <summary>Makes one frame of batches that share a schema, those of Spark's own answers included. Disposes each batch.</summary>
    /// <returns>Rows × columns: string, date and TIMESTAMP_NTZ become string, DateTime and DateTime, TIMESTAMP a DateTimeOffset of +00:00.</returns>
    /// <exception cref="Errors.UserError">A frame has no such type (arrays, maps, structs, intervals), or cannot hold a value; says how to cast it.</exception>
    public static DataFrame ToFrame(Schema schema, IEnumerable<RecordBatch> batches)
    {
        var frame = new FrameCollector(schema);
        foreach (var batch in batches)
        {
            using (batch)
            {
                frame.Add(batch);
            }
        }

        return frame.Build();
    }

    /// <summary>How many rows from a row on make the next batch: at most those wanted, and at least one.</summary>
    private static int Take(List<FrameColumn> columns, BatchSize size, long start, int wanted)
    {
        var rows = 0;
        while (rows < wanted)
        {
            var block = Math.Min(BlockRows, wanted - rows);
            var taken = TakeBlock(columns, size, start + rows, rows, block);
            rows += taken;
            if (taken < block)
            {
                // The batch is full, or a column's values lie elsewhere from here on.
                break;
            }
        }

        return rows;
    }

    private static int TakeBlock(List<FrameColumn> columns, BatchSize size, long start, int rows, int block)
    {
        // A batch has at least one row, however large.
        var least = rows == 0 ? 1 : 0;
        var taken = block;
        for (var i = 0; i < columns.Count && taken > 0; i++)
        {
            taken = columns[i].Take(start, taken, size.MaxBytes - Bytes(columns, i, size, rows, taken));
            while (taken > least && Bytes(columns, i + 1, size, rows, taken) > size.MaxBytes)
            {
                taken--;
            }
        }

        return taken;
    }

    /// <summary>The bytes of a batch of which the first columns have taken a block's rows and the others have not yet.</summary>
    private static long Bytes(List<FrameColumn> columns, int count, BatchSize size, int rows, int taken)
    {
        var bytes = size.FixedBytes(rows + taken);
        for (var i = 0; i < columns.Count; i++)
        {
            bytes += columns[i].VariableBytes(i < count ? rows + taken : rows);
        }

        return bytes;
    }
}
