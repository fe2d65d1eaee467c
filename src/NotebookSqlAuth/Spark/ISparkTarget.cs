using Apache.Arrow;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow;

namespace NotebookSqlAuth.Spark;

/// <summary>A Spark session that cells hand rows to, whichever way it is reached: a Connect server, or .NET for Apache Spark in the notebook's own process.</summary>
public interface ISparkTarget
{
    /// <summary>Which Spark, for people: version and place, never a token.</summary>
    string Description { get; }

    /// <summary>The bounds of a batch that suit this session.</summary>
    /// <param name="options">What the user asked for.</param>
    /// <param name="rows">How many rows there are; null where nobody knows yet.</param>
    ArrowOptions Batches(ArrowOptions options, long? rows);

    /// <summary>Makes a temp view of batches as they come; a view of that name gives way. Disposes each batch.</summary>
    /// <exception cref="Errors.UserError">The session refused; says what to do.</exception>
    Task<SparkView> CreateViewAsync(
        string view, SparkSchema schema, IAsyncEnumerable<RecordBatch> batches, IProgress<string>? progress, CancellationToken cancellationToken);

    /// <summary>Runs Spark SQL; where a view's name is given, its rows get that name.</summary>
    /// <returns>The Spark DataFrame of the answer.</returns>
    Task<object> SqlAsync(
        string sql, IReadOnlyDictionary<string, object?> arguments, string? view, IProgress<string>? progress, CancellationToken cancellationToken);

    /// <summary>Brings the rows of a Spark DataFrame of this session here.</summary>
    /// <param name="sparkFrame">What this target answered.</param>
    /// <param name="maxRows">The most rows to bring; null for all.</param>
    /// <param name="progress">Told what moves.</param>
    /// <param name="cancellationToken">Interrupts it on the server.</param>
    Task<DataFrame> CollectAsync(object sparkFrame, long? maxRows, IProgress<string>? progress, CancellationToken cancellationToken);
}

/// <summary>A temp view that was made.</summary>
/// <param name="Frame">Its rows as the session's own kind of Spark DataFrame: what the C# variable gets.</param>
/// <param name="Rows">How many.</param>
/// <param name="Way">How they travelled, for people.</param>
/// <param name="Notices">What the user should know.</param>
public sealed record SparkView(object Frame, long Rows, string Way, IReadOnlyList<string> Notices);

/// <summary>Makes a target of a live Spark session that the notebook holds in a variable; implemented by the adapter of that kind of session.</summary>
public interface ISparkTargetSource
{
    /// <summary>Wraps such a session.</summary>
    ISparkTarget Create(object sparkSession);
}
