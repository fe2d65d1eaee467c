using Microsoft.Spark.Interop.Ipc;

namespace Microsoft.Spark.Sql;

public sealed class DataFrame : IJvmObjectReferenceProvider
{
    private DataFrame() => throw Contract.Only;

    public JvmObjectReference Reference => throw Contract.Only;

    public DataFrame SelectExpr(params string[] expressions) => throw Contract.Only;

    public DataFrame Limit(int n) => throw Contract.Only;

    public DataFrame Union(DataFrame other) => throw Contract.Only;

    public void CreateOrReplaceTempView(string viewName) => throw Contract.Only;
}
