using Microsoft.Spark.Sql;
using DataFrame = Microsoft.Data.Analysis.DataFrame;
using SparkFrame = Microsoft.Spark.Sql.DataFrame;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>Frames to Spark and back, with the session that the notebook itself has made.</summary>
/// <remarks>
/// <c>Microsoft.Spark.Sql</c> and <c>Microsoft.Data.Analysis</c> both have a <c>DataFrame</c>: where a cell uses both
/// namespaces, an alias keeps them apart, e.g. <c>using SparkFrame = Microsoft.Spark.Sql.DataFrame;</c>.
/// </remarks>
public static class DataFrameExtensions
{
    /// <summary>Hands a frame to Spark: rows × columns, a null of a column is a NULL, each SQL type the Spark type of the type table.</summary>
    /// <param name="frame">The rows.</param>
    /// <param name="spark">The notebook's own session.</param>
    /// <param name="view">The name of a temp view to make of them, which replaces one of that name; null for none.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>The rows as a DataFrame of that session: three partitions for each core of it, 64 MiB at most in each; a small frame as Spark sees fit.</returns>
    /// <exception cref="Errors.UserError">The driver is not there or refused; an assembly was loaded too early. Says what to do.</exception>
    public static SparkFrame ToSpark(this DataFrame frame, SparkSession spark, string? view = null, ToSparkOptions? options = null) =>
        Task.Run(() => ToSparkAsync(frame, spark, view, options)).GetAwaiter().GetResult();

    /// <summary>The same without blocking the caller.</summary>
    /// <inheritdoc cref="ToSpark"/>
    /// <exception cref="OperationCanceledException">Cancelled; no view was made, no file stays.</exception>
    public static Task<SparkFrame> ToSparkAsync(
        this DataFrame frame, SparkSession spark, string? view = null, ToSparkOptions? options = null, CancellationToken cancellationToken = default)
    {
        LoadOrder.Check();
        return FrameHandOver.RunAsync(frame, spark, view, options ?? new ToSparkOptions(), cancellationToken);
    }

    /// <summary>Brings the rows of a Spark DataFrame here, in their order, each Spark type as the type table says.</summary>
    /// <param name="frame">A DataFrame of .NET for Apache Spark.</param>
    /// <param name="maxRows">The most rows to bring; null for all. The driver's <c>spark.driver.maxResultSize</c> bounds them too.</param>
    /// <exception cref="Errors.UserError">The query failed (Spark's words follow) or its rows cannot be fetched.</exception>
    public static DataFrame ToDataFrame(this SparkFrame frame, long? maxRows = null) =>
        Task.Run(() => ToDataFrameAsync(frame, maxRows)).GetAwaiter().GetResult();

    /// <summary>The same without blocking the caller.</summary>
    /// <inheritdoc cref="ToDataFrame"/>
    /// <exception cref="OperationCanceledException">Cancelled; Spark's jobs are too.</exception>
    public static Task<DataFrame> ToDataFrameAsync(this SparkFrame frame, long? maxRows = null, CancellationToken cancellationToken = default)
    {
        LoadOrder.Check();
        return RowFetch.RunAsync(frame, maxRows, null, cancellationToken);
    }
}
