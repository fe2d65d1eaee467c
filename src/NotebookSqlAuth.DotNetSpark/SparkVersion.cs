using Microsoft.Spark.Sql;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>The driver's version.</summary>
internal static class SparkVersion
{
    /// <summary>Major and minor: what follows them is a patch or a vendor's own, e.g. <c>3.5.1-amzn-0</c>.</summary>
    public static Version Of(SparkSession spark)
    {
        var parts = Driver.Do(spark.Version).Split('.');
        return parts.Length > 1 && int.TryParse(parts[0], out var major) && int.TryParse(parts[1], out var minor)
            ? new Version(major, minor)
            : new Version(0, 0);
    }
}
