using Microsoft.Spark.Interop.Ipc;

namespace Microsoft.Spark;

public sealed class SparkContext : IJvmObjectReferenceProvider
{
    private SparkContext() => throw Contract.Only;

    public JvmObjectReference Reference => throw Contract.Only;

    public int DefaultParallelism => throw Contract.Only;
}
