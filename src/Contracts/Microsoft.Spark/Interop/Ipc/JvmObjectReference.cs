namespace Microsoft.Spark.Interop.Ipc;

public sealed class JvmObjectReference : IJvmObjectReferenceProvider
{
    private JvmObjectReference() => throw Contract.Only;

    public IJvmBridge Jvm => throw Contract.Only;

    JvmObjectReference IJvmObjectReferenceProvider.Reference => throw Contract.Only;
}
