using System.Runtime.CompilerServices;
using Apache.Arrow;
using Microsoft.Spark.Sql;
using NotebookSqlAuth.Spark.Arrow;
using DataFrame = Microsoft.Data.Analysis.DataFrame;
using SparkFrame = Microsoft.Spark.Sql.DataFrame;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>A whole frame on its way to Spark.</summary>
internal static class FrameHandOver
{
    public static async Task<SparkFrame> RunAsync(
        DataFrame frame, SparkSession spark, string? view, ToSparkOptions options, CancellationToken cancellationToken)
    {
        var wanted = new ArrowOptions { KeepOffset = options.KeepOffset };
        // The driver is asked while the columns are looked at.
        var planning = Task.Run(() => SparkSchema.Of(frame, wanted), cancellationToken);
        var asking = Task.Run(() => SessionTarget.BatchesFor(spark, wanted, frame.Rows.Count), cancellationToken);
        await Task.WhenAll(planning, asking);
        var (schema, arrow) = (await planning, await asking);
        var notices = new List<string>();
        var made = await BatchHandOver.RunAsync(
            spark, view, schema, AsTheyComeAsync(FrameBatches.Of(frame, schema, arrow, notices), cancellationToken), null, cancellationToken);
        var tell = options.Notice ?? Console.Out.WriteLine;
        foreach (var notice in notices.Concat(made.Notices))
        {
            tell(notice);
        }

        return (SparkFrame)made.Frame;
    }

    private static async IAsyncEnumerable<RecordBatch> AsTheyComeAsync(
        IEnumerable<RecordBatch> batches, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var batch in batches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return batch;
        }

        await Task.CompletedTask;
    }
}
