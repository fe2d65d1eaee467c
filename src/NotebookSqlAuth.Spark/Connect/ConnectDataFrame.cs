using Microsoft.Data.Analysis;
using NotebookSqlAuth.Spark.Arrow;

namespace NotebookSqlAuth.Spark.Connect;

/// <summary>A Spark DataFrame of a Connect session: a plan, not rows; each action runs it on the server.</summary>
/// <remarks>Immutable and thread-safe; usable as long as its session.</remarks>
public sealed class ConnectDataFrame
{
    /// <summary>The session that it belongs to.</summary>
    public ConnectSession Session { get; } = null!;

    /// <summary>Its columns, as Spark's StructType in JSON.</summary>
    public Task<string> SchemaJsonAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Brings its rows here as a frame.</summary>
    /// <param name="maxRows">The most rows to bring; null for all.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Interrupts the operation on the server.</param>
    public Task<DataFrame> CollectAsync(long? maxRows = null, IProgress<ConnectProgress>? progress = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>Its first rows as the text table that Spark draws.</summary>
    public Task<string> ShowAsync(int rows = 20, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Spark's extended plan as text.</summary>
    public Task<string> ExplainAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Gives it a name for SQL; a view of that name gives way.</summary>
    public Task CreateTempViewAsync(string name, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Writes it as a table.</summary>
    public Task WriteTableAsync(string name, SaveMode mode = SaveMode.ErrorIfExists, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>Writes it as Parquet files below a path of the cluster's file system.</summary>
    public Task WriteParquetAsync(string path, SaveMode mode = SaveMode.ErrorIfExists, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}

/// <summary>What to do where something of that name is there already.</summary>
public enum SaveMode
{
    /// <summary>Fail.</summary>
    ErrorIfExists,

    /// <summary>Add the rows.</summary>
    Append,

    /// <summary>Replace it.</summary>
    Overwrite,

    /// <summary>Leave it and write nothing.</summary>
    Ignore,
}
