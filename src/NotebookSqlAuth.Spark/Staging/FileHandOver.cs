using System.Diagnostics.CodeAnalysis;
using Apache.Arrow;
using NotebookSqlAuth.Spark.Arrow;

namespace NotebookSqlAuth.Spark.Staging;

/// <summary>Writes batches as Parquet files and sends each while the next one is written: two files lie on this computer at most.</summary>
internal sealed class FileHandOver(IStagingFolder folder, SparkSchema schema, long maxFileBytes, IProgress<HandOverProgress>? progress)
{
    /// <summary>As Arrow; about a quarter of it as a file. Spark splits files between row groups, so many small ones share out evenly among its cores.</summary>
    private const long MaxRowGroupBytes = 16L << 20;

    /// <summary>The first file is small, so that sending starts early; each next one may be twice as large.</summary>
    private const long FirstFileBytes = 8L << 20;

    private long _rows;
    private long _sentBefore;
    private long _sentOfThis;

    /// <summary>Bytes that were sent.</summary>
    internal long Bytes => Interlocked.Read(ref _sentBefore);

    /// <summary>Rows that were written.</summary>
    internal long Rows => Interlocked.Read(ref _rows);

    [SuppressMessage("Reliability", "CA2025", Justification = "The task owns the file and closes it, and is awaited before this method ends.")]
    internal async Task RunAsync(IAsyncEnumerable<RecordBatch> batches, CancellationToken cancellationToken)
    {
        using var local = new TempFolder(System.IO.Path.GetFileName(folder.Path));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = Task.CompletedTask;
        PartFile? file = null;
        var files = 0;
        try
        {
            var groupBytes = Math.Max(1, Math.Min(MaxRowGroupBytes, maxFileBytes / 2));
            await foreach (var group in RowGroup.OfAsync(batches, groupBytes, stop.Token))
            {
                if (sending.IsFaulted)
                {
                    await sending;
                }

                var full = Math.Min(maxFileBytes, FirstFileBytes << Math.Min(files, 16));
                if (file is not null && (file.Bytes >= full || file.Bytes + group.Bytes > maxFileBytes))
                {
                    await sending;
                    sending = SendAsync(file, stop.Token);
                    file = null;
                }

                file ??= new PartFile(local, schema, files++);
                file.Write(group);
                Interlocked.Add(ref _rows, group.Rows);
                Report();
            }

            await sending;
            if (file is not null)
            {
                sending = SendAsync(file, stop.Token);
                file = null;
                await sending;
            }
        }
        catch
        {
            await stop.CancelAsync();
            // Its own error, where it has one, is the one that is thrown below already, or a consequence of it.
            await Task.WhenAny(sending);
            throw;
        }
        finally
        {
            file?.Dispose();
        }
    }

    private Task SendAsync(PartFile file, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            using (file)
            {
                var content = file.Finish();
                await folder.UploadAsync(file.Name, content, new SentBytes(Sent), cancellationToken);
                Interlocked.Add(ref _sentBefore, content.Length);
                Interlocked.Exchange(ref _sentOfThis, 0);
            }
        },
        CancellationToken.None);

    private void Sent(long sentOfThis)
    {
        Interlocked.Exchange(ref _sentOfThis, sentOfThis);
        Report();
    }

    private void Report() => progress?.Report(new HandOverProgress(Rows, Bytes + Interlocked.Read(ref _sentOfThis)));

    /// <summary>Unlike <see cref="Progress{T}"/> it reports at once and in order.</summary>
    private sealed class SentBytes(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
