using System.Runtime.CompilerServices;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using NotebookSqlAuth.DotNetSpark;

namespace NotebookSqlAuth.Spark.Tests.DotNetSpark;

/// <summary>Both ends of a pipe in one process: what holds for a reader here holds for one in the driver.</summary>
public sealed class ArrowPipeTests
{
    private static readonly Schema s_schema = new([new Field("n", Int32Type.Default, nullable: true)], []);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Pipe_and_folder_are_this_users_alone_and_go_with_it()
    {
        string folder;
        using (var pipe = Create())
        {
            folder = Path.GetDirectoryName(pipe.Path)!;
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(pipe.Path));
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
            }
        }

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Batch_is_read_before_the_next_is_made()
    {
        using var pipe = Create();
        var firstRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (rows, made) = await pipe.StreamAsync(
            s_schema, BatchesAsync(firstRead.Task), () => ReadAll(pipe.Path, _ => firstRead.TrySetResult()), null, Cancel);
        Assert.Equal(4, rows);
        Assert.Equal([1, 2, 3, 4], made);

        static async IAsyncEnumerable<RecordBatch> BatchesAsync(Task firstRead)
        {
            yield return Batch(1, 2);
            yield return Batch(3);
            // Being made while the second one is written, which cannot end this wait.
            await firstRead;
            yield return Batch(4);
        }
    }

    [Fact]
    public async Task Second_reader_finds_no_pipe()
    {
        using var pipe = Create();
        var second = new List<bool>();
        await pipe.StreamAsync(s_schema, CountAsync(2), () => ReadAll(pipe.Path, _ => second.Add(File.Exists(pipe.Path))), null, Cancel);
        Assert.Equal([false, false], second);
    }

    [Fact]
    public async Task Batches_larger_than_the_pipe_arrive_whole()
    {
        using var pipe = Create();
        var numbers = Enumerable.Range(0, 3_000_000).ToArray();
        var (_, made) = await pipe.StreamAsync(s_schema, OneAsync(Batch(numbers)), () => ReadAll(pipe.Path), null, Cancel);
        Assert.Equal(numbers, made);
    }

    [Fact]
    public async Task Reader_that_fails_before_it_opens_the_pipe_is_the_error()
    {
        using var pipe = Create();
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => pipe.StreamAsync<int>(
            s_schema, CountAsync(int.MaxValue), () => throw new InvalidDataException("refused"), null, Cancel));
        Assert.Equal("refused", error.Message);
    }

    [Fact]
    public async Task Reader_that_fails_between_batches_is_the_error()
    {
        using var pipe = Create();
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => pipe.StreamAsync(
            s_schema, CountAsync(int.MaxValue), () => ReadAll(pipe.Path, _ => throw new InvalidDataException("no memory")), null, Cancel));
        Assert.Equal("no memory", error.Message);
    }

    [Fact]
    public async Task Reader_that_fails_while_a_batch_is_awaited_ends_the_wait()
    {
        using var pipe = Create();
        await Assert.ThrowsAsync<InvalidDataException>(() => pipe.StreamAsync(
            s_schema, OneAndThenNoneAsync(Cancel), () => ReadAll(pipe.Path, _ => throw new InvalidDataException("no memory")), null, Cancel));
    }

    [Fact]
    public async Task Reader_that_never_opens_the_pipe_is_an_error()
    {
        using var pipe = Create();
        await Assert.ThrowsAsync<IOException>(() => pipe.StreamAsync(s_schema, CountAsync(int.MaxValue), () => 0, null, Cancel));
    }

    [Fact]
    public async Task Rows_that_break_off_are_the_error_and_the_reader_has_ended()
    {
        using var pipe = Create();
        var ended = false;
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => pipe.StreamAsync(s_schema, BrokenAsync(), ReadToItsEnd, null, Cancel));
        Assert.Equal("the query broke off", error.Message);
        Assert.True(ended);

        int ReadToItsEnd()
        {
            try
            {
                return ReadAll(pipe.Path).Count;
            }
            finally
            {
                ended = true;
            }
        }

        static async IAsyncEnumerable<RecordBatch> BrokenAsync()
        {
            await foreach (var batch in CountAsync(1))
            {
                yield return batch;
            }

            throw new InvalidOperationException("the query broke off");
        }
    }

    [Fact]
    public async Task Cancelled_before_it_begins_no_reader_is_started()
    {
        using var pipe = Create();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pipe.StreamAsync<int>(
            s_schema, CountAsync(1), () => throw new InvalidDataException("started"), null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Cancelled_between_batches_both_ends_come_to_rest()
    {
        using var pipe = Create();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pipe.StreamAsync(
            s_schema, CountAsync(int.MaxValue), () => ReadAll(pipe.Path, _ => stop.Cancel()), null, stop.Token));
    }

    private static ArrowPipe Create()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: needs named pipes that are files");
        return Assert.IsType<ArrowPipe>(ArrowPipe.TryCreate());
    }

    private static List<int> ReadAll(string path, Action<RecordBatch>? each = null)
    {
        using var stream = File.OpenRead(path);
        using var reader = new ArrowStreamReader(stream);
        var numbers = new List<int>();
        while (reader.ReadNextRecordBatch() is { } batch)
        {
            using (batch)
            {
                numbers.AddRange(((Int32Array)batch.Column(0)).Values.ToArray());
                each?.Invoke(batch);
            }
        }

        return numbers;
    }

    private static RecordBatch Batch(params int[] numbers) => new(s_schema, [new Int32Array.Builder().AppendRange(numbers).Build()], numbers.Length);

    private static async IAsyncEnumerable<RecordBatch> OneAsync(RecordBatch batch)
    {
        await Task.Yield();
        yield return batch;
    }

    private static async IAsyncEnumerable<RecordBatch> CountAsync(int batches)
    {
        for (var i = 0; i < batches; i++)
        {
            await Task.Yield();
            yield return Batch(i);
        }
    }

    private static async IAsyncEnumerable<RecordBatch> OneAndThenNoneAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Batch(1);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
