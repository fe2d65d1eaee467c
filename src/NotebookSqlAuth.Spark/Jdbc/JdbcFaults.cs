using NotebookSqlAuth.Errors;

namespace NotebookSqlAuth.Spark.Jdbc;

/// <summary>Errors of Spark that are about its JDBC source, in words with a next step of their own.</summary>
internal static class JdbcFaults
{
    /// <summary>The driver's class.</summary>
    internal const string Driver = "com.microsoft.sqlserver.jdbc.SQLServerDriver";

    /// <summary>What words of Spark mean where they come from its JDBC source; null where they do not.</summary>
    /// <param name="what">What was not done, one sentence.</param>
    /// <param name="words">Spark's own.</param>
    internal static UserError? Of(string what, string words)
    {
        // All that Java says of a class that it cannot find is its name, which became a sentence here; a task's failure has the exception's in front.
        if (words.Trim().TrimEnd('.') == Driver || Says(words, "ClassNotFoundException: " + Driver))
        {
            return new(
                ErrorCodes.JdbcDriverMissing,
                "Spark has no JDBC driver for SQL Server.",
                "Its executors read from the database with Microsoft's driver, which does not come with Spark.",
                "Start Spark with `--packages com.microsoft.sqlserver:mssql-jdbc:13.4.0.jre11` (or `--jars` and the file); on Databricks install that Maven library on the cluster.");
        }

        // 18456, and the driver's own check of a token's end.
        if (Says(words, "Login failed for user '<token-identified principal>'") || Says(words, "access token is expired"))
        {
            return new(
                ErrorCodes.JdbcTokenRefused,
                what,
                "The database refused the token that Spark's executors bring: it has expired, or your access has ended.",
                "Run the cell that made the view again: it brings a new token.");
        }

        return Says(words, "SQLServerException") && (Says(words, "The TCP/IP connection to the host") || Says(words, "could not establish a secure connection") || Says(words, "is not allowed to access the server"))
            ? new(
                ErrorCodes.JdbcUnreachable,
                what,
                $"Spark's machines could not connect to the database: {words}",
                "Let their addresses through the server's firewall or connect their network to it; or leave the partition column out: the rows then travel through the notebook.")
            : null;
    }

    private static bool Says(string words, string part) => words.Contains(part, StringComparison.OrdinalIgnoreCase);
}
