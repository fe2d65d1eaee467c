using System.Runtime.CompilerServices;
using Apache.Arrow;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Display;
using NotebookSqlAuth.Spark;
using NotebookSqlAuth.Spark.Arrow;

namespace NotebookSqlAuth.Magics;

/// <summary>Hands a frame that is here to Spark.</summary>
internal static class FrameHandOver
{
    /// <summary>Makes a temp view of it, and a C# variable of the view's name.</summary>
    /// <exception cref="Errors.UserError">A column that Spark cannot hold; the session refused.</exception>
    public static async Task RunAsync(DataFrame frame, string view, ISparkTarget target, bool keepOffset, ICellContext cell)
    {
        var running = new SparkDisplay(cell);
        await using (running)
        {
            var options = target.Batches(new ArrowOptions { KeepOffset = keepOffset }, frame.Rows.Count);
            var schema = SparkSchema.Of(frame, options);
            var changed = new List<string>();
            var batches = OneByOneAsync(FrameBatches.Of(frame, schema, options, changed), cell.Cancellation);
            var made = await target.CreateViewAsync(view, schema, batches, running, cell.Cancellation);
            await cell.SetVariableAsync(view, made.Frame, cell.Cancellation);
            var card = new SparkViewCard(view, target.Description, Amounts.Count(made.Rows, "row"), SparkTypeText.OfColumns(schema.Json), made.Way, cell.Language);
            await running.CompleteAsync(card.Of([.. changed, .. made.Notices], [], running.Elapsed));
        }
    }

    // A batch is made when it is asked for; between two of them, what waits for the server gets its turn.
    private static async IAsyncEnumerable<RecordBatch> OneByOneAsync(
        IEnumerable<RecordBatch> batches, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var batch in batches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return batch;
        }
    }
}
