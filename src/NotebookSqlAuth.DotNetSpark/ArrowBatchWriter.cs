using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Ipc;

namespace NotebookSqlAuth.DotNetSpark;

/// <summary>Writes batches as an Arrow IPC stream.</summary>
internal static class ArrowBatchWriter
{
    /// <summary>Large writes of the encoder go straight through; a stream of this buffer gathers the small ones between them.</summary>
    public const int BufferBytes = 1 << 16;

    /// <summary>Writes the batches as they come, each while the next one is made, and disposes each.</summary>
    /// <param name="open">Opens the stream, which is closed at the end. What it and the writing wait for, a thread of their own waits for.</param>
    /// <param name="schema">The stream's schema.</param>
    /// <param name="batches">Where they come from.</param>
    /// <param name="progress">Gets the rows written.</param>
    /// <param name="cancellationToken">Ends the writing before the next batch.</param>
    /// <returns>The rows written.</returns>
    public static Task<long> WriteAsync(
        Func<Stream> open, Schema schema, IAsyncEnumerable<RecordBatch> batches, IProgress<string>? progress, CancellationToken cancellationToken) =>
        OnItsOwnThread(() => Write(open, schema, batches, progress, cancellationToken));

    private static long Write(
        Func<Stream> open, Schema schema, IAsyncEnumerable<RecordBatch> batches, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        using var stream = open();
        using var writer = new ArrowStreamWriter(stream, schema, leaveOpen: true);
        var source = batches.GetAsyncEnumerator(cancellationToken);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.WriteStart();
            var rows = WriteAll(writer, stream, source, progress, cancellationToken);
            writer.WriteEnd();
            return rows;
        }
        finally
        {
            source.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static long WriteAll(
        ArrowStreamWriter writer, Stream stream, IAsyncEnumerator<RecordBatch> source, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        long rows = 0;
        var next = NextAsync(source);
        while (next.GetAwaiter().GetResult() is { } batch)
        {
            next = NextAsync(source);
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                writer.WriteRecordBatch(batch);
                // Whoever reads along has it now, however long the next one takes.
                stream.Flush();
                rows += batch.Length;
            }
            catch
            {
                Discard(next);
                throw;
            }
            finally
            {
                batch.Dispose();
            }

            progress?.Report(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows written for the driver"));
        }

        return rows;
    }

    /// <summary>Waits for a batch that nobody takes any more: the source must have come to rest before it is disposed.</summary>
    private static void Discard(Task<RecordBatch?> next)
    {
        Task.WaitAny([next], CancellationToken.None);
        if (next.IsCompletedSuccessfully)
        {
            next.Result?.Dispose();
        }
    }

    // Making a batch of a frame is nothing but work.
    private static Task<RecordBatch?> NextAsync(IAsyncEnumerator<RecordBatch> source) =>
        OnItsOwnThread(async () => await source.MoveNextAsync() ? source.Current : null).Unwrap();

    // The pool adds threads slowly where those it has, as many as cores, wait for the driver.
    private static Task<T> OnItsOwnThread<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
}
