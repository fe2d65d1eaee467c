namespace Microsoft.Spark.Interop.Ipc;

public interface IJvmBridge : IDisposable
{
    JvmObjectReference CallConstructor(string className, params object[] args);

    object CallStaticJavaMethod(string className, string methodName, params object[] args);

    object CallNonStaticJavaMethod(JvmObjectReference jvmObject, string methodName, params object[] args);
}
