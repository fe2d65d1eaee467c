using System.Runtime.InteropServices;
using Apache.Arrow;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>
/// An Arrow IPC stream in a named pipe that only this user can open, in a folder of its own; both are gone when it is disposed. Who
/// reads it reads while it is written, and its bytes never lie on a disk.
/// </summary>
internal sealed partial class ArrowPipe : IDisposable
{
    // What Linux lets any user ask for (/proc/sys/fs/pipe-max-size) instead of 64 KiB: the two ends wait for each other less often.
    private const int PipeBytes = 1 << 20;

    // F_SETPIPE_SZ of Linux's fcntl.h.
    private const int SetPipeBytes = 1031;

    private static readonly TimeSpan s_releaseInterval = TimeSpan.FromMilliseconds(50);

    // Made readable by its owner alone, as the runtime documents for temporary folders on Unix.
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("notebooksqlauth-spark-");

    private ArrowPipe()
    {
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "rows.arrows");

    /// <summary>Makes one; null where this system, or the file system of its temporary folder, has none.</summary>
    public static ArrowPipe? TryCreate()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var pipe = new ArrowPipe();
        if (MakeFifo(pipe.Path, (uint)(UnixFileMode.UserRead | UnixFileMode.UserWrite)) == 0)
        {
            return pipe;
        }

        pipe.Dispose();
        return null;
    }

    /// <summary>Runs a reader of the pipe beside the writing of the batches, once. Neither is left waiting when the other fails.</summary>
    /// <param name="schema">The stream's schema.</param>
    /// <param name="batches">Each is disposed once written.</param>
    /// <param name="read">Opens <see cref="Path"/>, reads to its end and returns; blocks its thread. From its opening on nobody else can open it.</param>
    /// <param name="progress">Gets the rows written.</param>
    /// <param name="cancellationToken">Ends the stream early, which the reader sees as its end: what it made is not handed out then.</param>
    /// <returns>The rows written, and what the reader made of them.</returns>
    public async Task<(long Rows, T Made)> StreamAsync<T>(
        Schema schema, IAsyncEnumerable<RecordBatch> batches, Func<T> read, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // On a thread of the pool: the driver keeps a thread, and a buffer as large as a batch, for each thread that ever called it.
        var reading = Task.Run(read, CancellationToken.None);
        var writing = ArrowBatchWriter.WriteAsync(OpenForReader, schema, batches, progress, stop.Token);
        if (await Task.WhenAny(reading, writing) == reading)
        {
            if (!reading.IsCompletedSuccessfully)
            {
                await stop.CancelAsync();
            }

            await ReleaseAsync(writing);
            // Where it failed its error is the reason: the writer only lost its reader.
            await reading;
        }

        long rows;
        try
        {
            rows = await writing;
        }
        catch
        {
            // Whatever a reader says of a stream that broke off, it must have come to rest.
            await ReleaseAsync(reading);
            throw;
        }

        return (rows, await reading);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Waits for one end, whose other end is gone; it may still be waiting for that one to open.</summary>
    private async Task ReleaseAsync(Task end)
    {
        // A reader that came and went before it read anything leaves the writer at the same place again.
        while (await Task.WhenAny(end, Task.Delay(s_releaseInterval)) != end)
        {
            try
            {
                // Open for both, which waits for nobody, and closed at once: whoever waits sees an end that came and went.
                await Open(FileAccess.ReadWrite).DisposeAsync();
            }
            catch (FileNotFoundException)
            {
                // Both ends have been open: nobody waits for one.
            }
        }
    }

    private FileStream OpenForReader()
    {
        var stream = Open(FileAccess.Write);
        // Its reader is there. A second one would take bytes out of the stream.
        File.Delete(Path);
        if (OperatingSystem.IsLinux())
        {
            // Refused where the user has many large pipes (fs.pipe-user-pages-soft): a small one does the same, slower.
            _ = Control(stream.SafeFileHandle, SetPipeBytes, PipeBytes);
        }

        return stream;
    }

    private FileStream Open(FileAccess access) => new(Path, FileMode.Open, access, FileShare.ReadWrite, ArrowBatchWriter.BufferBytes);

    // The runtime has no call of its own for either. mode_t is 32 bits wide on Linux, and promoted to them on macOS.
    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MakeFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(SafeHandle file, int command, int argument);
}
