using System.Globalization;
using Apache.Arrow;
using Microsoft.Data.Analysis;
using NotebookSqlAuth.Display;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Staging;

namespace NotebookSqlAuth.Spark;

/// <summary>A session of a Spark Connect server as a target: rows go in by size, answers come back as frames.</summary>
/// <param name="session">The session.</param>
/// <param name="place">Where it is, for people.</param>
/// <param name="options">Which way from which size on.</param>
/// <remarks>Thread-safe, as the session is.</remarks>
public sealed class ConnectTarget(ConnectSession session, string place, HandOverOptions options) : ISparkTarget
{
    /// <summary>The session; whoever opened it ends it.</summary>
    public ConnectSession Session => session;

    /// <inheritdoc/>
    public string Description => $"Spark {session.SparkVersion} at {place}";

    /// <summary>The same session, with files going to another folder of a Unity Catalog volume.</summary>
    public ConnectTarget WithVolume(string volume) => new(session, place, options with { Volume = volume });

    /// <inheritdoc/>
    public ArrowOptions Batches(ArrowOptions options, long? rows) => options with { MaxBatchBytes = HandOver.BatchBytes };

    /// <inheritdoc/>
    public async Task<SparkView> CreateViewAsync(
        string view, SparkSchema schema, IAsyncEnumerable<RecordBatch> batches, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var handed = await HandOver.RunAsync(
            session, view, schema, batches, options, Lines<HandOverProgress>.To(progress, HandOverLine), cancellationToken);
        return new SparkView(handed.Frame, handed.Rows, $"{handed.Way}, {Amounts.Bytes(handed.Bytes)}", handed.Notices);
    }

    /// <inheritdoc/>
    public async Task<object> SqlAsync(
        string sql, IReadOnlyDictionary<string, object?> arguments, string? view, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var frame = await session.SqlAsync(sql, arguments, Lines<ConnectProgress>.To(progress, TaskLine), cancellationToken);
        if (view is null)
        {
            return frame;
        }

        await frame.CreateTempViewAsync(view, cancellationToken);
        return session.Table(view);
    }

    /// <inheritdoc/>
    public Task<DataFrame> CollectAsync(object sparkFrame, long? maxRows, IProgress<string>? progress, CancellationToken cancellationToken) =>
        ((ConnectDataFrame)sparkFrame).CollectAsync(maxRows, Lines<ConnectProgress>.To(progress, TaskLine), cancellationToken);

    private static string HandOverLine(HandOverProgress progress) => $"{Amounts.Bytes(progress.Bytes)} sent";

    private static string TaskLine(ConnectProgress progress)
    {
        var rows = Amounts.Count(progress.Rows, "row") + " received";
        var tasks = string.Create(CultureInfo.InvariantCulture, $"{progress.TasksCompleted:N0} of {progress.TasksTotal:N0} tasks done");
        return (progress.TasksTotal, progress.Rows) switch
        {
            (0, _) => rows,
            (_, 0) => tasks,
            _ => $"{tasks} · {rows}",
        };
    }

    /// <summary>Turns what a lower room tells into a line for people, on the thread that tells it.</summary>
    private sealed class Lines<T>(IProgress<string> progress, Func<T, string> line) : IProgress<T>
    {
        public static Lines<T>? To(IProgress<string>? progress, Func<T, string> line) => progress is null ? null : new(progress, line);

        public void Report(T value) => progress.Report(line(value));
    }
}
