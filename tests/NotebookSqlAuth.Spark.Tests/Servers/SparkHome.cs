namespace NotebookSqlAuth.Spark.Tests.Servers;

/// <summary>A real Apache Spark on this machine, named by an environment variable.</summary>
public sealed partial record SparkHome(string Variable, string Folder)
{
    /// <summary>Spark 3.5, the last line that .NET for Apache Spark knows.</summary>
    public const string Spark3 = "SPARK_HOME_3";

    /// <summary>Spark 4.</summary>
    public const string Spark4 = "SPARK_HOME_4";

    /// <summary>The jars that a Connect server needs beside Spark's own: none from 4.0 on; null where they are not there.</summary>
    public IReadOnlyList<string>? ConnectJars
    {
        get
        {
            if (Directory.EnumerateFiles(PathOf("jars"), "spark-connect_*.jar").Any())
            {
                return [];
            }

            return Directory.Exists(PathOf("connect")) && Directory.GetFiles(PathOf("connect"), "*.jar") is { Length: > 0 } jars ? jars : null;
        }
    }

    /// <summary>Microsoft's JDBC driver, for reading on the executors; null where it is not there.</summary>
    public string? JdbcDriver => Directory.EnumerateFiles(Folder, "mssql-jdbc-*.jar").FirstOrDefault();

    /// <summary>The Spark that a variable names; null where it names none.</summary>
    public static SparkHome? Find(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { } folder && Directory.Exists(folder) ? new SparkHome(variable, folder) : null;

    /// <summary>A file or folder of it.</summary>
    public string PathOf(params string[] parts) => Path.Combine([Folder, .. parts]);
}
