using Microsoft.Spark.Interop.Ipc;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

public sealed class SparkSession : IDisposable, IJvmObjectReferenceProvider
{
    private SparkSession() => throw Contract.Only;

    public JvmObjectReference Reference => throw Contract.Only;

    public SparkContext SparkContext => throw Contract.Only;

    public Catalog.Catalog Catalog => throw Contract.Only;

    public static Builder Builder() => throw Contract.Only;

    public string Version() => throw Contract.Only;

    public DataFrame Sql(string sqlText) => throw Contract.Only;

    public DataFrame Table(string tableName) => throw Contract.Only;

    public DataFrame CreateDataFrame(IEnumerable<GenericRow> data, StructType schema) => throw Contract.Only;

    public void Dispose() => throw Contract.Only;
}
