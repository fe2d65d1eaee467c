using Microsoft.Spark.Sql;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>The driver that was started beside the notebook.</summary>
public static class LocalDriver
{
    /// <summary>What <c>SparkSession.Builder().GetOrCreate()</c> gives, with an error that shows the command to run where no driver listens.</summary>
    /// <exception cref="Errors.UserError">Nothing listens on <c>DOTNETBACKEND_PORT</c> (5567 where it is not set), or the driver refused.</exception>
    public static SparkSession GetOrCreateSession()
    {
        LoadOrder.Check();
        if (!DriverPort.Listens())
        {
            throw DriverPort.NothingListens();
        }

        try
        {
            return SparkSession.Builder().GetOrCreate();
        }
        catch (Exception exception) when (exception is not OperationCanceledException && DriverError.IsTheDrivers(exception))
        {
            throw DriverError.Of(exception);
        }
    }
}
