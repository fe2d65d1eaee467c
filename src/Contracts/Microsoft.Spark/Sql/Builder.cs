using Microsoft.Spark.Interop.Ipc;

namespace Microsoft.Spark.Sql;

public sealed class Builder : IJvmObjectReferenceProvider
{
    private Builder() => throw Contract.Only;

    public JvmObjectReference Reference => throw Contract.Only;

    public SparkSession GetOrCreate() => throw Contract.Only;
}
