using Microsoft.Spark.Sql;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>Makes a target of a <c>Microsoft.Spark.Sql.SparkSession</c> that the notebook holds in a variable.</summary>
public sealed class SessionTargetSource : ISparkTargetSource
{
    /// <inheritdoc/>
    /// <exception cref="UserError">It is not such a session, or an assembly was loaded too early.</exception>
    public ISparkTarget Create(object sparkSession)
    {
        LoadOrder.Check();
        return Wrap(sparkSession);
    }

    // Apart, because entering a method loads the assemblies it names.
    private static SessionTarget Wrap(object sparkSession) => sparkSession is SparkSession spark
        ? new SessionTarget(spark)
        : throw new UserError(
            ErrorCodes.NotADotNetSparkObject,
            $"A {sparkSession.GetType().FullName} is not the session of .NET for Apache Spark.",
            "Its session is a Microsoft.Spark.Sql.SparkSession of the one Microsoft.Spark that is loaded.",
            "Pass what LocalDriver.GetOrCreateSession() gave.");
}
