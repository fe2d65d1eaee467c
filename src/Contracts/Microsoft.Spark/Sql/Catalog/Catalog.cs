using Microsoft.Spark.Interop.Ipc;

namespace Microsoft.Spark.Sql.Catalog;

public sealed class Catalog : IJvmObjectReferenceProvider
{
    private Catalog() => throw Contract.Only;

    public JvmObjectReference Reference => throw Contract.Only;

    public bool DropTempView(string viewName) => throw Contract.Only;
}
