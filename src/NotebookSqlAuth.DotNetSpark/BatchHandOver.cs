using Apache.Arrow;
using Microsoft.Spark.Interop.Ipc;
using Microsoft.Spark.Sql;
using NotebookSqlAuth.Spark;
using NotebookSqlAuth.Spark.Arrow;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>Record batches on their way to Spark: an Arrow stream where the driver can read this machine's files, else row by row.</summary>
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
        var driver = new Driver(spark.Reference.Jvm);
        var facts = DriverFacts.Of(spark);
        var version = facts.Version(spark);
        var reason = ArrowIntake.WhyNot(version, schema);
        using var pipe = reason is null ? ArrowPipe.TryCreate() : null;
        if (pipe is not null)
        {
            if (facts.Reads(driver, pipe))
            {
                var (rows, dataset) = await pipe.StreamAsync(
                    schema.Arrow, batches, () => ArrowIntake.Read(spark, driver, version, schema, pipe.Path), progress, cancellationToken);
                return await Task.Run(() => View(spark, driver, view, dataset, rows), cancellationToken);
            }

            reason = ArrowIntake.OtherMachine;
        }

        using var file = new ArrowStreamFile();
        var written = await file.WriteAsync(schema.Arrow, batches, progress, cancellationToken);
        progress?.Report("The driver reads the rows");
        // The bridge's calls block their thread until the driver has answered.
        return await Task.Run(() => Hand(), cancellationToken);

        SparkView Hand()
        {
            reason ??= ArrowIntake.Sees(driver, file.Path, file.Length) ? null : ArrowIntake.OtherMachine;
            return reason is null
                ? View(spark, driver, view, ArrowIntake.Read(spark, driver, version, schema, file.Path), written)
                : RowByRow(spark, view, schema, file, written, reason, cancellationToken);
        }
    }

    private static SparkView View(SparkSession spark, Driver driver, string? view, JvmObjectReference dataset, long rows) =>
        new(ViewFrame.Of(spark, driver, view, dataset), rows, "as an Arrow stream that the driver read", []);

    private static SparkView RowByRow(
        SparkSession spark, string? view, SparkSchema schema, ArrowStreamFile file, long rows, string reason, CancellationToken cancellationToken)
    {
        var frame = Driver.Do(() => RowIntake.Read(spark, schema, file, cancellationToken));
        if (view is not null)
        {
            Driver.Do(() => frame.CreateOrReplaceTempView(ViewFrame.Quoted(view)));
        }

        return new SparkView(frame, rows, "row by row", [$"The rows went to Spark one by one, which is slow: {reason}."]);
    }
}
