using Apache.Arrow;
using Microsoft.Spark.Sql;
using NotebookSqlAuth.Spark;
using NotebookSqlAuth.Spark.Arrow;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>Record batches on their way to Spark: through a private file where the driver can read it, else row by row.</summary>
internal static class BatchHandOver
{
    public static async Task<SparkView> RunAsync(
        SparkSession spark,
        string? view,
        SparkSchema schema,
        IAsyncEnumerable<RecordBatch> batches,
        IProgress<string>? progress,
        CancellationToken cancellationToken)
    {
        using var file = new ArrowStreamFile();
        var rows = await file.WriteAsync(schema.Arrow, batches, progress, cancellationToken);
        // The bridge's calls block their thread until the driver has answered.
        return await Task.Run(() => Hand(spark, view, schema, file, rows, progress, cancellationToken), cancellationToken);
    }

    private static SparkView Hand(
        SparkSession spark, string? view, SparkSchema schema, ArrowStreamFile file, long rows, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report("The driver reads the rows");
        var driver = new Driver(spark.Reference.Jvm);
        var version = SparkVersion.Of(spark);
        if (ArrowIntake.WhyNot(driver, version, schema, file) is not { } reason)
        {
            var frame = ViewFrame.Of(spark, driver, view, ArrowIntake.Read(spark, driver, version, schema, file));
            return new SparkView(frame, rows, "as an Arrow file that the driver read", []);
        }

        var slow = Driver.Do(() => RowIntake.Read(spark, schema, file, cancellationToken));
        if (view is not null)
        {
            Driver.Do(() => slow.CreateOrReplaceTempView(ViewFrame.Quoted(view)));
        }

        return new SparkView(slow, rows, "row by row", [$"The rows went to Spark one by one, which is slow: {reason}."]);
    }
}
