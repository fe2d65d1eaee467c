using Microsoft.Spark.Interop.Ipc;
using Microsoft.Spark.Sql;
using NotebookSqlAuth.Spark.Arrow;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>The driver's own intake of Arrow files, which Spark has for PySpark's createDataFrame (org.apache.spark.sql.api.python.PythonSQLUtils).</summary>
internal static class ArrowIntake
{
    private const string Intake = "org.apache.spark.sql.api.python.PythonSQLUtils";

    // Spark 2.4 carries Arrow 0.10, which cannot read the stream format that every Arrow since 0.15 writes.
    private static readonly Version s_firstWithArrow = new(3, 0);

    // Up to 3.2 the intake wants the SQLContext, in 3.3 the session, from 3.4 on nothing beside the path.
    private static readonly Version s_takesSession = new(3, 3);

    private static readonly Version s_takesPathAlone = new(3, 4);

    // TIMESTAMP_NTZ is a type since Spark 3.4.
    private static readonly Version s_hasLocalTimestamps = new(3, 4);

    /// <summary>Why the file cannot go this way, as the end of a sentence; null where it can.</summary>
    public static string? WhyNot(Driver driver, Version version, SparkSchema schema, ArrowStreamFile file)
    {
        if (version < s_firstWithArrow)
        {
            return $"Spark {version} cannot read this Arrow format";
        }

        if (version < s_hasLocalTimestamps && SparkField.Of(schema).Any(field => field.Type == SparkField.LocalTimestamp))
        {
            return $"Spark {version} has no timestamps without a time zone";
        }

        // The length tells a file of the same path on another machine apart.
        var seen = driver.New("java.io.File", file.Path);
        return driver.Call(seen, "canRead") is true && driver.Call(seen, "length") is long length && length == file.Length
            ? null
            : "the driver cannot read this machine's files";
    }

    /// <summary>Has the driver read the file, all of it, before this returns.</summary>
    /// <returns>The JVM's Dataset of its rows.</returns>
    public static JvmObjectReference Read(SparkSession spark, Driver driver, Version version, SparkSchema schema, ArrowStreamFile file)
    {
        var session = version < s_takesSession ? driver.Call(spark.Reference, "sqlContext")! : spark;
        var batches = version < s_takesPathAlone
            ? driver.Static(Intake, "readArrowStreamFromFile", session, file.Path)
            : driver.Static(Intake, "readArrowStreamFromFile", file.Path);
        return (JvmObjectReference)driver.Static(Intake, "toDataFrame", batches!, schema.Json, session)!;
    }
}
