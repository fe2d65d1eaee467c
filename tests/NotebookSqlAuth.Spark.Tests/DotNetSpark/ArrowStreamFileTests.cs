using Apache.Arrow;
using Apache.Arrow.Types;
using NotebookSqlAuth.DotNetSpark;

namespace NotebookSqlAuth.Spark.Tests.DotNetSpark;

public sealed class ArrowStreamFileTests
{
    private static readonly Schema s_schema = new([new Field("n", Int32Type.Default, nullable: true)], []);

    [Fact]
    public async Task File_and_folder_are_this_users_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("skipped: needs Unix file modes");
            return;
        }

        using var file = new ArrowStreamFile();
        await file.WriteAsync(s_schema, BatchesAsync([1, 2], [3]), null, TestContext.Current.CancellationToken);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(file.Path)!));
    }

    [Fact]
    public async Task What_was_written_is_read_again_batch_by_batch()
    {
        using var file = new ArrowStreamFile();
        Assert.Equal(3, await file.WriteAsync(s_schema, BatchesAsync([1, 2], [3]), null, TestContext.Current.CancellationToken));
        Assert.Equal([[1, 2], [3]], file.Read().Select(batch => ((Int32Array)batch.Column(0)).Values.ToArray()));
    }

    [Fact]
    public async Task Nothing_stays_when_the_rows_break_off()
    {
        string folder;
        using (var file = new ArrowStreamFile())
        {
            folder = Path.GetDirectoryName(file.Path)!;
            await Assert.ThrowsAsync<InvalidOperationException>(() => file.WriteAsync(s_schema, BrokenAsync(), null, TestContext.Current.CancellationToken));
            Assert.True(File.Exists(file.Path));
        }

        Assert.False(Directory.Exists(folder));
    }

    private static async IAsyncEnumerable<RecordBatch> BatchesAsync(params int[][] batches)
    {
        foreach (var batch in batches)
        {
            await Task.Yield();
            yield return new RecordBatch(s_schema, [new Int32Array.Builder().AppendRange(batch).Build()], batch.Length);
        }
    }

    private static async IAsyncEnumerable<RecordBatch> BrokenAsync()
    {
        await foreach (var batch in BatchesAsync([1]))
        {
            yield return batch;
        }

        throw new InvalidOperationException("the query broke off");
    }
}
