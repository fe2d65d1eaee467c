using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Ipc;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>An Arrow IPC stream in a file that only this user can read, in a folder of its own; both are gone when it is disposed.</summary>
internal sealed class ArrowStreamFile : IDisposable
{
    // Large writes of the encoder go straight through; this gathers the small ones between them.
    private const int BufferBytes = 1 << 16;

    // Made readable by its owner alone, as the runtime documents for temporary folders on Unix; on Windows the user's profile is private.
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("notebooksqlauth-spark-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "rows.arrows");

    public long Length => new FileInfo(Path).Length;

    /// <summary>Writes the batches as they come, each while the next one is made, and disposes each.</summary>
    /// <returns>The rows written.</returns>
    public async Task<long> WriteAsync(
        Schema schema, IAsyncEnumerable<RecordBatch> batches, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = BufferBytes };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        long rows = 0;
        await using var stream = new FileStream(Path, options);
        using var writer = new ArrowStreamWriter(stream, schema, leaveOpen: true);
        await writer.WriteStartAsync(cancellationToken);
        await using var source = batches.GetAsyncEnumerator(cancellationToken);
        var next = NextAsync(source);
        while (await next is { } batch)
        {
            next = NextAsync(source);
            try
            {
                await writer.WriteRecordBatchAsync(batch, cancellationToken);
                rows += batch.Length;
            }
            catch
            {
                // It must have come to rest before the source is disposed.
                (await next)?.Dispose();
                throw;
            }
            finally
            {
                batch.Dispose();
            }

            progress?.Report(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows written for the driver"));
        }

        await writer.WriteEndAsync(cancellationToken);
        return rows;
    }

    /// <summary>The batches that were written. The caller disposes each.</summary>
    public IEnumerable<RecordBatch> Read()
    {
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        using var reader = new ArrowStreamReader(stream);
        while (reader.ReadNextRecordBatch() is { } batch)
        {
            yield return batch;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // On another thread, because making a batch of a frame is nothing but work.
    private static Task<RecordBatch?> NextAsync(IAsyncEnumerator<RecordBatch> source) =>
        Task.Run(async () => await source.MoveNextAsync() ? source.Current : null);
}
