using Apache.Arrow;
using Microsoft.Spark.Sql;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark;
using NotebookSqlAuth.Spark.Arrow;
using DataFrame = Microsoft.Data.Analysis.DataFrame;
using SparkFrame = Microsoft.Spark.Sql.DataFrame;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>A session of .NET for Apache Spark as the magics see it.</summary>
internal sealed class SessionTarget(SparkSession spark) : ISparkTarget
{
    // A partition beyond this only makes the driver's heap the limit.
    private const long MaxBatchBytes = 64L << 20;

    // What Spark's tuning guide recommends ("Level of Parallelism": 2-3 tasks per core). The driver reads one while the next is made.
    private const int BatchesPerCore = 3;

    private readonly Driver _driver = new(spark.Reference.Jvm);

    /// <inheritdoc/>
    public string Description => $"Spark {Driver.Do(spark.Version)} through .NET for Apache Spark {typeof(SparkSession).Assembly.GetName().Version!.ToString(3)}";

    /// <summary>Three batches for each core of the session, 64 MiB at most in each.</summary>
    public static ArrowOptions BatchesFor(SparkSession spark, ArrowOptions options, long? rows)
    {
        var bounded = options with { MaxBatchBytes = Math.Min(options.MaxBatchBytes, MaxBatchBytes) };
        if (rows is not { } known)
        {
            return bounded;
        }

        var batches = (long)BatchesPerCore * Driver.Do(() => spark.SparkContext.DefaultParallelism);
        return bounded with { MaxBatchRows = (int)Math.Clamp((known + batches - 1) / batches, 1, int.MaxValue) };
    }

    /// <inheritdoc/>
    public ArrowOptions Batches(ArrowOptions options, long? rows) => BatchesFor(spark, options, rows);

    /// <inheritdoc/>
    public Task<SparkView> CreateViewAsync(
        string view, SparkSchema schema, IAsyncEnumerable<RecordBatch> batches, IProgress<string>? progress, CancellationToken cancellationToken) =>
        BatchHandOver.RunAsync(spark, view, schema, batches, progress, cancellationToken);

    /// <inheritdoc/>
    public async Task<object> SqlAsync(
        string sql, IReadOnlyDictionary<string, object?> arguments, string? view, IProgress<string>? progress, CancellationToken cancellationToken) =>
        await Task.Run(() => Sql(sql, arguments, view, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<DataFrame> CollectAsync(object sparkFrame, long? maxRows, IProgress<string>? progress, CancellationToken cancellationToken) =>
        sparkFrame is SparkFrame frame
            ? RowFetch.RunAsync(frame, maxRows, progress, cancellationToken)
            : throw new UserError(
                ErrorCodes.NotADotNetSparkObject,
                $"A {sparkFrame.GetType().FullName} is not a DataFrame of .NET for Apache Spark.",
                "Its frames are of the type Microsoft.Spark.Sql.DataFrame.",
                "Pass what ToSpark, #!spark-sql or the session itself gave.");

    private SparkFrame Sql(string sql, IReadOnlyDictionary<string, object?> arguments, string? view, CancellationToken cancellationToken)
    {
        try
        {
            // A command (INSERT, CREATE TABLE AS) runs within this call.
            using var group = new JobGroup(spark.SparkContext.Reference, _driver, "NotebookSqlAuth SQL", cancellationToken);
            var frame = SqlCall.Run(spark, _driver, sql, arguments);
            if (view is not null)
            {
                Driver.Do(() => frame.CreateOrReplaceTempView(ViewFrame.Quoted(view)));
            }

            return frame;
        }
        catch (UserError) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
