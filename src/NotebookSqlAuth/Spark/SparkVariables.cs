using System.Reflection;
using System.Runtime.Loader;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Staging;

namespace NotebookSqlAuth.Spark;

/// <summary>Spark sessions that the notebook's own C# made and holds in variables.</summary>
internal static class SparkVariables
{
    /// <summary>What people call it, and what the examples of .NET for Apache Spark call it.</summary>
    public const string UsualName = "spark";

    private const string AdapterName = "NotebookSqlAuth.DotNetSpark";
    private const string DotNetFrameType = "Microsoft.Spark.Sql.DataFrame";
    private const string DotNetSessionType = "Microsoft.Spark.Sql.SparkSession";

    /// <summary>The session in a variable of that name; null where there is no such variable, or it holds something else.</summary>
    /// <exception cref="UserError">It is a session of .NET for Apache Spark, and its adapter is not here.</exception>
    public static async Task<ISparkTarget?> FindAsync(string name, ICellContext cell) =>
        (await cell.FindVariableAsync(name, cell.Cancellation))?.Value switch
        {
            ISparkTarget target => target,
            ConnectSession session => new ConnectTarget(session, $"`{name}`", new HandOverOptions()),
            { } value when value.GetType().FullName == DotNetSessionType => Source().Create(value),
            _ => null,
        };

    /// <summary>Whether a value is a Spark session, of either kind.</summary>
    public static bool IsSession(object? value) => value is ConnectSession || value?.GetType().FullName == DotNetSessionType;

    /// <summary>Whether a value is a Spark DataFrame, of either kind. Magics give a temp view and its variable one name.</summary>
    public static bool IsFrame(object? value) => value is ConnectDataFrame || value?.GetType().FullName == DotNetFrameType;

    // Looked up by name: the adapter needs Microsoft.Spark beside it, which most notebooks do not have.
    private static ISparkTargetSource Source()
    {
        var own = typeof(SparkVariables).Assembly;
        Assembly adapter;
        try
        {
            adapter = AssemblyLoadContext.GetLoadContext(own)!.LoadFromAssemblyName(new AssemblyName(AdapterName));
        }
        catch (FileNotFoundException)
        {
            throw new UserError(
                ErrorCodes.SparkAdapterMissing,
                "This notebook's host cannot hand rows to a session of .NET for Apache Spark.",
                $"`{AdapterName}` is not beside `{own.GetName().Name}`.",
                "Use the package NotebookSqlAuth in .NET Interactive, or a Spark Connect server with `#!spark-connect`.");
        }

        var source = adapter.GetExportedTypes().First(type => type.IsAssignableTo(typeof(ISparkTargetSource)) && !type.IsAbstract);
        return (ISparkTargetSource)Activator.CreateInstance(source)!;
    }
}
