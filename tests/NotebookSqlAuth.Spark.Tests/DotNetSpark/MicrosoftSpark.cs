using System.Reflection;
using System.Runtime.Loader;

namespace NotebookSqlAuth.Spark.Tests.DotNetSpark;

/// <summary>The real .NET for Apache Spark, named by environment variables.</summary>
internal static class MicrosoftSpark
{
    private const string FolderVariable = "NOTEBOOKSQLAUTH_MICROSOFT_SPARK";
    private const string JarVariable = "NOTEBOOKSQLAUTH_MICROSOFT_SPARK_JAR";

    private static readonly Lock s_gate = new();
    private static bool s_resolves;

    /// <summary>The folder with Microsoft.Spark.dll and what it needs. From here on this process finds them there. Skips the test where none is named.</summary>
    public static string RequireFolder()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipUnless(File.Exists(Path.Combine(folder ?? "", "Microsoft.Spark.dll")), $"skipped: needs {FolderVariable}, the folder of a real Microsoft.Spark.dll");
        lock (s_gate)
        {
            if (!s_resolves)
            {
                AssemblyLoadContext.Default.Resolving += (context, name) => Find(context, folder!, name);
                s_resolves = true;
            }
        }

        return folder!;
    }

    /// <summary>The JVM half, for the Spark of SPARK_HOME_3. Skips the test where none is named.</summary>
    public static string RequireJar()
    {
        var jar = Environment.GetEnvironmentVariable(JarVariable);
        Assert.SkipUnless(File.Exists(jar), $"skipped: needs {JarVariable}, the file microsoft-spark-3-5_2.12-*.jar");
        return jar!;
    }

    private static Assembly? Find(AssemblyLoadContext context, string folder, AssemblyName name)
    {
        var path = Path.Combine(folder, name.Name + ".dll");
        return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
    }
}
