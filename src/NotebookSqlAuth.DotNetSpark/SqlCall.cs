using Microsoft.Spark.Interop.Ipc;
using Microsoft.Spark.Sql;
using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>Runs SQL in the driver, with its arguments as values, never as text of the SQL.</summary>
internal static class SqlCall
{
    // Named arguments of SparkSession.sql: since Spark 3.4 for texts, since 3.5 for objects of any type that lit() takes.
    private static readonly Version s_firstWithArguments = new(3, 5);

    public static JvmObjectReference Run(SparkSession spark, Driver driver, string sql, IReadOnlyDictionary<string, object?> arguments)
    {
        if (arguments.Count == 0)
        {
            return (JvmObjectReference)driver.Call(spark.Reference, "sql", sql)!;
        }

        var version = SparkVersion.Of(spark);
        if (version < s_firstWithArguments)
        {
            throw new UserError(
                ErrorCodes.SparkArgumentNotSupported,
                $"Spark {version} takes no SQL arguments.",
                $"They came with Spark {s_firstWithArguments}.",
                "Write the values into the SQL, or use a newer Spark.");
        }

        // When a call fails, both halves of the bridge log the text of each argument. This map of the JDK's shows its identity and no value.
        var map = driver.New("javax.script.SimpleBindings");
        foreach (var (name, value) in arguments)
        {
            driver.Call(map, "put", name, JvmValue.Of(driver, name, value));
        }

        return (JvmObjectReference)driver.Call(spark.Reference, "sql", sql, map)!;
    }
}
