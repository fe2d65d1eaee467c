using Microsoft.Spark.Interop.Ipc;
using Microsoft.Spark.Sql;
using NotebookSqlAuth.Errors;
using SparkFrame = Microsoft.Spark.Sql.DataFrame;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>Runs SQL in the driver, with its arguments as values, never as text of the SQL.</summary>
internal static class SqlCall
{
    // SparkSession.sql with named arguments of any type that lit() takes, since Spark 3.4.
    private const string WithArguments = ".sql(java.lang.String,java.util.Map)";

    public static SparkFrame Run(SparkSession spark, Driver driver, string sql, IReadOnlyDictionary<string, object?> arguments)
    {
        if (arguments.Count == 0)
        {
            return Driver.Do(() => spark.Sql(sql));
        }

        // The bridge takes the first method whose parameters fit, which may be the one for a list of values; so it is told which.
        var type = (JvmObjectReference)driver.Call(spark.Reference, "getClass")!;
        var methods = (JvmObjectReference[])driver.Call(type, "getMethods")!;
        var method = methods.FirstOrDefault(method => driver.Text(method).Contains(WithArguments, StringComparison.Ordinal))
            ?? throw new UserError(
                ErrorCodes.SparkArgumentNotSupported,
                $"Spark {SparkVersion.Of(spark)} takes no SQL arguments.",
                "They came with Spark 3.4.",
                "Write the values into the SQL, or use a newer Spark.");

        var map = driver.New("java.util.HashMap");
        foreach (var (name, value) in arguments)
        {
            driver.Call(map, "put", name, JvmValue.Of(driver, name, value));
        }

        var outcome = QuietCall.Run(driver, method, spark, sql, map);
        return ViewFrame.Of(spark, driver, null, outcome);
    }
}
