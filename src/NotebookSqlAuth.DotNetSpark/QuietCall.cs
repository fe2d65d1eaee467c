using Microsoft.Spark.Interop.Ipc;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>
/// A call whose failure neither half of the bridge logs. Each logs what a failed call was given and threw, and Spark's errors
/// show the values of SQL arguments; so the JVM itself catches what is thrown, and only the words leave it.
/// </summary>
internal static class QuietCall
{
    // A proxy throws it around an exception that its interface does not declare.
    private const string Undeclared = "java.lang.reflect.UndeclaredThrowableException";

    /// <summary>Calls a method.</summary>
    /// <param name="driver">Where.</param>
    /// <param name="method">A java.lang.reflect.Method that answers an object.</param>
    /// <param name="targetAndArguments">The object it belongs to, then its arguments.</param>
    /// <exception cref="Errors.UserError">It threw; its words follow.</exception>
    public static JvmObjectReference Run(Driver driver, JvmObjectReference method, params object[] targetAndArguments)
    {
        // Texts become references of the JVM this way, as an array for it must consist of those alone.
        var list = driver.New("java.util.ArrayList");
        foreach (var argument in targetAndArguments)
        {
            driver.Call(list, "add", argument);
        }

        const string Handles = "java.lang.invoke.MethodHandles";
        var lookup = (JvmObjectReference)driver.Static(Handles, "publicLookup")!;
        var bound = driver.Static(Handles, "insertArguments", driver.Call(lookup, "unreflect", method)!, 0, driver.Call(list, "toArray")!)!;
        var function = driver.Static("java.lang.invoke.MethodHandleProxies", "asInterfaceInstance", driver.Static("java.lang.Class", "forName", "scala.Function0")!, bound)!;
        var outcome = (JvmObjectReference)driver.Static("scala.util.Try", "apply", function)!;
        return driver.Call(outcome, "isFailure") is true
            ? throw DriverError.Refused(WordsOf(driver, (JvmObjectReference)driver.Call((JvmObjectReference)driver.Call(outcome, "failed")!, "get")!))
            : (JvmObjectReference)driver.Call(outcome, "get")!;
    }

    private static string WordsOf(Driver driver, JvmObjectReference thrown)
    {
        var words = driver.Text(thrown);
        return words.StartsWith(Undeclared, StringComparison.Ordinal) ? driver.Text((JvmObjectReference)driver.Call(thrown, "getCause")!) : words;
    }
}
