namespace Microsoft.Spark.Interop.Ipc;

public interface IJvmObjectReferenceProvider
{
    JvmObjectReference Reference { get; }
}
