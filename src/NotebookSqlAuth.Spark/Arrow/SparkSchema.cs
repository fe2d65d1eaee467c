using Apache.Arrow;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Frames;

namespace NotebookSqlAuth.Spark.Arrow;

/// <summary>What Spark is told of the columns: the same schema in Arrow's words, in Spark's JSON and as DDL.</summary>
public sealed class SparkSchema
{
    /// <summary>The schema of a frame: by the SQL types of its columns where they came from a query, else by documented defaults.</summary>
    public static SparkSchema Of(DataFrame frame, ArrowOptions options) => throw new NotImplementedException();

    /// <summary>The schema of a query's result set.</summary>
    public static SparkSchema Of(IReadOnlyList<SqlColumn> columns, ArrowOptions options) => throw new NotImplementedException();

    /// <summary>The Arrow schema that the batches carry.</summary>
    public Schema Arrow { get; } = null!;

    /// <summary>Spark's StructType as JSON (org.apache.spark.sql.types.DataType.json).</summary>
    public string Json { get; } = "";
}
