using Microsoft.Spark.Interop.Ipc;
using Microsoft.Spark.Sql;
using SparkFrame = Microsoft.Spark.Sql.DataFrame;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>Makes a public DataFrame of a Dataset that only the JVM knows. The class has no public constructor, so it goes through a temp view.</summary>
internal static class ViewFrame
{
    /// <param name="spark">The session of both.</param>
    /// <param name="driver">Its driver.</param>
    /// <param name="view">The view to leave behind; null for none.</param>
    /// <param name="dataset">The JVM's Dataset.</param>
    public static SparkFrame Of(SparkSession spark, Driver driver, string? view, JvmObjectReference dataset)
    {
        var name = view ?? "notebooksqlauth_" + Guid.NewGuid().ToString("N");
        driver.Call(dataset, "createOrReplaceTempView", Quoted(name));
        try
        {
            return Driver.Do(() => spark.Table(Quoted(name)));
        }
        finally
        {
            if (view is null)
            {
                // The frame holds the view's plan, not its name.
                Driver.Do(() => spark.Catalog.DropTempView(name));
            }
        }
    }

    /// <summary>A name as Spark SQL quotes it, whatever characters it has.</summary>
    public static string Quoted(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
}
