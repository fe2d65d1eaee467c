namespace NotebookSqlAuth.Spark.Tests.Servers;

/// <summary>A real Apache Spark on this machine, named by an environment variable.</summary>
public sealed record SparkHome(string Variable, string Folder)
{
    /// <summary>Spark 3.5, the last line that .NET for Apache Spark knows.</summary>
    public const string Spark3 = "SPARK_HOME_3";

    /// <summary>Spark 4.</summary>
    public const string Spark4 = "SPARK_HOME_4";

    /// <summary>The Spark that a variable names; where it names none, the test that asks is skipped.</summary>
    public static SparkHome Require(string variable)
    {
        var folder = Environment.GetEnvironmentVariable(variable);
        Assert.SkipUnless(Directory.Exists(folder), $"skipped: needs {variable}, the folder of a real Apache Spark");
        return new SparkHome(variable, folder!);
    }

    /// <summary>The jars that a Connect server needs beside Spark's own: none from 4.0 on.</summary>
    public IReadOnlyList<string> ConnectJars()
    {
        if (Directory.EnumerateFiles(PathOf("jars"), "spark-connect_*.jar").Any())
        {
            return [];
        }

        var jars = Directory.Exists(PathOf("connect")) ? Directory.GetFiles(PathOf("connect"), "*.jar") : [];
        Assert.SkipUnless(jars.Length > 0, $"skipped: needs the Spark Connect jar in {PathOf("connect")}");
        return jars;
    }

    /// <summary>Microsoft's JDBC driver, for reading on the executors.</summary>
    public string RequireJdbcDriver()
    {
        var driver = Directory.EnumerateFiles(Folder, "mssql-jdbc-*.jar").FirstOrDefault();
        Assert.SkipUnless(driver is not null, $"skipped: needs mssql-jdbc-*.jar in {Folder}");
        return driver!;
    }

    /// <summary>A file or folder of it.</summary>
    public string PathOf(params string[] parts) => Path.Combine([Folder, .. parts]);
}
