using Apache.Arrow;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Staging;
using NotebookSqlAuth.Spark.Tests.Arrow;

namespace NotebookSqlAuth.Spark.Tests.Staging;

/// <summary>From the sandbox to a Spark session in one call.</summary>
internal static class SessionHandOver
{
    internal static async Task<HandedOver> HandOverAsync(
        this ConnectSession session,
        SandboxDatabase database,
        string query,
        HandOverOptions? options = null,
        ArrowOptions? arrow = null,
        string view = "handed_over",
        Action<SparkSchema>? seen = null,
        IProgress<HandOverProgress>? progress = null,
        Func<IAsyncEnumerable<RecordBatch>, IAsyncEnumerable<RecordBatch>>? through = null,
        CancellationToken? cancellationToken = null)
    {
        using var sql = await database.OpenAsync();
        HandedOver? handedOver = null;
        await SandboxDatabase.StreamAsync(
            sql,
            query,
            async (schema, batches, stop) =>
            {
                seen?.Invoke(schema);
                handedOver = await HandOver.RunAsync(session, view, schema, through?.Invoke(batches) ?? batches, options ?? new HandOverOptions(), progress, stop);
            },
            arrow,
            cancellationToken: cancellationToken);
        return handedOver!;
    }
}
