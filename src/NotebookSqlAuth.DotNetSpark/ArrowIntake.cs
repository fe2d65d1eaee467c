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

    /// <summary>The reason where the driver does not see what lies here, as the end of a sentence.</summary>
    public const string OtherMachine = "the driver cannot read this machine's files";

    /// <summary>Why rows of this schema cannot go this way, as the end of a sentence; null where they can.</summary>
    public static string? WhyNot(Version version, SparkSchema schema)
    {
        if (version < s_firstWithArrow)
        {
            return $"Spark {version} cannot read this Arrow format";
        }

        return version < s_hasLocalTimestamps && SparkField.Of(schema).Any(field => field.Type == SparkField.LocalTimestamp)
            ? $"Spark {version} has no timestamps without a time zone"
            : null;
    }

    /// <summary>Whether the driver reads this machine's files, by one of them.</summary>
    /// <param name="driver">The driver.</param>
    /// <param name="path">Where it lies here.</param>
    /// <param name="length">Its bytes, which tell a file of the same path on another machine apart; 0 for a pipe.</param>
    public static bool Sees(Driver driver, string path, long length)
    {
        var seen = driver.New("java.io.File", path);
        return driver.Call(seen, "canRead") is true && driver.Call(seen, "length") is long there && there == length;
    }

    /// <summary>Has the driver read the stream, all of it, before this returns.</summary>
    /// <returns>The JVM's Dataset of its rows.</returns>
    public static JvmObjectReference Read(SparkSession spark, Driver driver, Version version, SparkSchema schema, string path)
    {
        var session = version < s_takesSession ? driver.Call(spark.Reference, "sqlContext")! : spark;
        var batches = version < s_takesPathAlone
            ? driver.Static(Intake, "readArrowStreamFromFile", session, path)
            : driver.Static(Intake, "readArrowStreamFromFile", path);
        return (JvmObjectReference)driver.Static(Intake, "toDataFrame", batches!, schema.Json, session)!;
    }
}
