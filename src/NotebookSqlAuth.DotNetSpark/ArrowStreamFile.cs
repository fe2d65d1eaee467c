using Apache.Arrow;
using Apache.Arrow.Ipc;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>An Arrow IPC stream in a file that only this user can read, in a folder of its own; both are gone when it is disposed.</summary>
internal sealed class ArrowStreamFile : IDisposable
{
    // Made readable by its owner alone, as the runtime documents for temporary folders on Unix; on Windows the user's profile is private.
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("notebooksqlauth-spark-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "rows.arrows");

    public long Length => new FileInfo(Path).Length;

    /// <summary>Writes the batches as they come, each while the next one is made, and disposes each.</summary>
    /// <returns>The rows written.</returns>
    public Task<long> WriteAsync(
        Schema schema, IAsyncEnumerable<RecordBatch> batches, IProgress<string>? progress, CancellationToken cancellationToken) =>
        ArrowBatchWriter.WriteAsync(Create, schema, batches, progress, cancellationToken);

    /// <summary>The batches that were written. The caller disposes each.</summary>
    public IEnumerable<RecordBatch> Read()
    {
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, ArrowBatchWriter.BufferBytes);
        using var reader = new ArrowStreamReader(stream);
        while (reader.ReadNextRecordBatch() is { } batch)
        {
            yield return batch;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private FileStream Create()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = ArrowBatchWriter.BufferBytes };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path, options);
    }
}
