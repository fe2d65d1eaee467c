using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Microsoft.Spark.Interop.Ipc;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Arrow;
using DataFrame = Microsoft.Data.Analysis.DataFrame;
using SparkFrame = Microsoft.Spark.Sql.DataFrame;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>Rows of a Spark DataFrame on their way here: as Arrow, over the socket that Spark opens for PySpark's toPandas (Dataset.collectAsArrowToPython).</summary>
internal static class RowFetch
{
    // Spark writes it in place of the count of batches when the jobs failed; its words follow.
    private const int Failed = -1;

    public static async Task<DataFrame> RunAsync(SparkFrame frame, long? maxRows, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        try
        {
            // The names of Spark's jobs belong to one thread, so all of it is one call.
            return await Task.Run(() => Fetch(frame, maxRows, progress, cancellationToken), cancellationToken);
        }
        catch (UserError) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private static DataFrame Fetch(SparkFrame frame, long? maxRows, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var driver = new Driver(frame.Reference.Jvm);
        var limited = maxRows is { } most and <= int.MaxValue ? Driver.Do(() => frame.Limit((int)most)) : frame;
        var session = (JvmObjectReference)driver.Call(frame.Reference, "sparkSession")!;
        var context = (JvmObjectReference)driver.Call(session, "sparkContext")!;
        using var group = new JobGroup(context, driver, "NotebookSqlAuth fetches rows", cancellationToken);
        var answer = (JvmObjectReference[])driver.Call(limited.Reference, "collectAsArrowToPython")!;
        var port = int.Parse(driver.Text(answer[0]), CultureInfo.InvariantCulture);
        var batches = new List<RecordBatch>();
        try
        {
            using var socket = ResultSocket.Open(port, driver.Text(answer[1]), cancellationToken);
            var schema = ReadBatches(socket, batches, progress);
            var ordered = InOrder(socket, batches);
            // Where a job failed the stream may end as if it had no rows; this throws what the job threw.
            RequireSuccess(driver, answer);
            return FrameBatches.ToFrame(schema, ordered);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidDataException or InvalidOperationException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RequireSuccess(driver, answer);
            throw new UserError(
                ErrorCodes.SparkRowsUnreachable, "The rows of the Spark DataFrame did not come whole.", "The driver ended the connection.", "See the console of the driver, and run the cell again.");
        }
        finally
        {
            batches.ForEach(batch => batch.Dispose());
        }
    }

    /// <summary>Asks the driver's end of the connection how it went; it exists from Spark 3.0 on.</summary>
    private static void RequireSuccess(Driver driver, JvmObjectReference[] answer)
    {
        if (answer.Length > 2)
        {
            driver.Call(answer[2], "getResult");
        }
    }

    private static Schema ReadBatches(ResultSocket socket, List<RecordBatch> batches, IProgress<string>? progress)
    {
        using var reader = new ArrowStreamReader(socket.Stream, leaveOpen: true);
        long rows = 0;
        while (reader.ReadNextRecordBatch() is { } batch)
        {
            batches.Add(batch);
            rows += batch.Length;
            progress?.Report(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows from Spark"));
        }

        // Apache.Arrow 14 knows it only once the first message was read.
        return reader.Schema;
    }

    /// <summary>Batches come as partitions finish; after them Spark says which belongs where.</summary>
    private static List<RecordBatch> InOrder(ResultSocket socket, List<RecordBatch> batches)
    {
        var count = socket.ReadInt32();
        if (count == Failed)
        {
            throw DriverError.Refused(socket.ReadText());
        }

        if (count != batches.Count)
        {
            throw new InvalidDataException();
        }

        return [.. batches.Select(_ => socket.ReadInt32() is >= 0 and var place && place < count ? batches[place] : throw new InvalidDataException())];
    }
}
