namespace NotebookSqlAuth.Spark.Tests.Servers;

/// <summary>What tests need of a Spark; where it is not there, the test that asks is skipped.</summary>
public sealed partial record SparkHome
{
    /// <summary>The Spark that a variable names.</summary>
    public static SparkHome Require(string variable)
    {
        var home = Find(variable);
        Assert.SkipUnless(home is not null, $"skipped: needs {variable}, the folder of a real Apache Spark");
        return home!;
    }

    /// <summary>The Spark that a variable names, with a Connect server.</summary>
    public static SparkHome RequireConnect(string variable)
    {
        var home = Require(variable);
        Assert.SkipUnless(home.ConnectJars is not null, $"skipped: needs the Spark Connect jar in {home.PathOf("connect")}");
        return home;
    }

    /// <summary>Microsoft's JDBC driver.</summary>
    public string RequireJdbcDriver()
    {
        Assert.SkipUnless(JdbcDriver is not null, $"skipped: needs mssql-jdbc-*.jar in {Folder}");
        return JdbcDriver!;
    }
}
