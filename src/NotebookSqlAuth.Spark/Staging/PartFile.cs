using System.Globalization;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Spark.Staging.Parquet;

namespace NotebookSqlAuth.Spark.Staging;

/// <summary>One Parquet file on its way: written, read once to be sent, and gone.</summary>
internal sealed class PartFile : IDisposable
{
    /// <summary>
    /// Spark takes dates and times before 1582 in a file for ambiguous unless it says which Spark wrote it: 3.0 and later write the
    /// proleptic Gregorian calendar, as we do (DataSourceUtils.datetimeRebaseSpec of Spark 3.5).
    /// </summary>
    private const string VersionKey = "org.apache.spark.version";

    /// <summary>Where Spark keeps its own schema in a file (ParquetReadSupport.SPARK_METADATA_KEY): types come back exactly.</summary>
    private const string SchemaKey = "org.apache.spark.sql.parquet.row.metadata";

    private readonly FileStream _file;
    private readonly ParquetWriter _writer;

    internal PartFile(TempFolder folder, SparkSchema schema, int number)
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"part-{number:00000}.zstd.parquet");
        _file = folder.CreateFile(Name);
        _writer = new ParquetWriter(
            _file,
            schema.Arrow,
            new Dictionary<string, string> { [VersionKey] = "3.5.0", [SchemaKey] = schema.Json });
    }

    internal string Name { get; }

    /// <summary>Bytes so far.</summary>
    internal long Bytes => _writer.Position;

    internal void Write(RowGroup group) => _writer.WriteRowGroup(group.Ranges);

    /// <summary>Ends it and goes back to its start.</summary>
    internal Stream Finish()
    {
        _writer.Finish();
        _file.Position = 0;
        return _file;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }
}
