using Microsoft.Spark.Interop.Ipc;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>Calls into the driver's JVM; what they throw is a <see cref="Errors.UserError"/>.</summary>
/// <remarks>A call blocks its thread until the driver has answered. When one fails, the bridge logs its arguments: none may be secret.</remarks>
internal sealed class Driver(IJvmBridge jvm)
{
    public JvmObjectReference New(string className, params object[] arguments) => Do(() => jvm.CallConstructor(className, arguments));

    public object? Static(string className, string method, params object[] arguments) =>
        Do(() => jvm.CallStaticJavaMethod(className, method, arguments));

    public object? Call(JvmObjectReference target, string method, params object?[] arguments) =>
        Do(() => jvm.CallNonStaticJavaMethod(target, method, arguments!));

    /// <summary>What an object of the JVM says of itself.</summary>
    public string Text(JvmObjectReference target) => (string)Call(target, "toString")!;

    /// <summary>Does what calls the driver.</summary>
    public static void Do(Action calls) => Do<object?>(() =>
    {
        calls();
        return null;
    });

    /// <inheritdoc cref="Do(Action)"/>
    public static T Do<T>(Func<T> calls)
    {
        try
        {
            return calls();
        }
        catch (Exception exception) when (exception is not OperationCanceledException && DriverError.IsTheDrivers(exception))
        {
            throw DriverError.Of(exception);
        }
    }
}
