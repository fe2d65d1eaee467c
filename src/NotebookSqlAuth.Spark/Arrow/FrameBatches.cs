using Apache.Arrow;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow.Buffers;
using NotebookSqlAuth.Spark.Arrow.FromFrame;
using NotebookSqlAuth.Spark.Arrow.ToFrame;

namespace NotebookSqlAuth.Spark.Arrow;

/// <summary>Frames to Arrow record batches and back.</summary>
public static class FrameBatches
{
    /// <summary>Rows that texts are taken for at once; where they do not fit, fewer are tried.</summary>
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
            var rows = Take(columns, size, start, frame.Rows.Count - start);
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

    /// <summary>Takes the rows of the next batch: as many as fit, at least one.</summary>
    private static int Take(List<FrameColumn> columns, BatchSize size, long start, long left)
    {
        var wanted = size.RowsWithin(columns.Select(column => column.Contiguous(start)).Append(left).Min());
        var rows = 0;
        var block = BlockRows;
        while (rows < wanted)
        {
            block = Math.Min(block, wanted - rows);
            if (TryTake(columns, size, start, rows, block))
            {
                rows += block;
                continue;
            }

            columns.ForEach(column => column.Truncate(rows));
            if (block > 1)
            {
                block = (block + 3) / 4;
                continue;
            }

            if (rows == 0)
            {
                // A row that is larger than a batch is a batch of its own.
                columns.ForEach(column => column.TryTake(start, 1, int.MaxValue));
                rows = 1;
            }

            break;
        }

        return rows;
    }

    private static bool TryTake(List<FrameColumn> columns, BatchSize size, long start, int rows, int block)
    {
        var room = size.MaxBytes - size.FixedBytes(rows + block) - columns.Sum(column => column.VariableBytes);
        foreach (var column in columns)
        {
            var before = column.VariableBytes;
            if (room < 0 || !column.TryTake(start + rows, block, room))
            {
                return false;
            }

            room -= column.VariableBytes - before;
        }

        return true;
    }
}
