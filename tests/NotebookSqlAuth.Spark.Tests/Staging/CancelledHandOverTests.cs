using Apache.Arrow;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Spark.Staging;
using NotebookSqlAuth.Spark.Tests.Arrow;
using NotebookSqlAuth.Spark.Tests.Connect;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Staging;

public sealed class CancelledHandOverTests(ConnectServers servers, SandboxDatabase database) : IClassFixture<SandboxDatabase>
{
    public static TheoryData<string> Sparks => ConnectServers.Sparks;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Cancel_while_files_travel_leaves_no_file_and_no_view(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        IReadOnlyList<string> folders = [];
        var travels = new AtFirst(
            report => report.Bytes > 0,
            () =>
            {
                folders = StagedFolders.All(session);
                stop.Cancel();
            });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.HandOverAsync(
            database,
            "SELECT o.* FROM sales.Orders o CROSS JOIN (SELECT TOP (20) ProductId FROM sales.Products) p",
            new HandOverOptions { MaxFileBytes = 1 << 20 },
            new ArrowOptions { MaxBatchRows = 20_000 },
            "cancelled",
            progress: travels,
            cancellationToken: stop.Token));

        Assert.True(travels.IsReached);
        Assert.NotEmpty(folders);
        Assert.Empty(StagedFolders.All(session));
        var error = await Assert.ThrowsAsync<UserError>(() => session.Table("cancelled").CountAsync(cancellationToken: Token));
        Assert.Equal(ErrorCodes.SparkFailed, error.Code);
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Source_that_breaks_leaves_no_file_and_the_view_of_before(string spark)
    {
        await using var session = await servers.OpenAsync(spark);
        await session.HandOverAsync(database, "SELECT 1 AS before");
        IReadOnlyList<string> folders = [];
        var travels = new TaskCompletionSource();
        var progress = new AtFirst(
            report => report.Bytes > 0,
            () =>
            {
                folders = StagedFolders.All(session);
                travels.SetResult();
            });
        await Assert.ThrowsAsync<InvalidDataException>(() => session.HandOverAsync(
            database,
            "SELECT * FROM sales.Orders",
            new HandOverOptions { LocalRelationBytes = 0, MaxFileBytes = 1 << 16 },
            new ArrowOptions { MaxBatchRows = 1000 },
            progress: progress,
            through: batches => BreakingAsync(batches, travels.Task)));
        Assert.NotEmpty(folders);
        Assert.Empty(StagedFolders.All(session));
        Assert.Equal(1, (await session.Table("handed_over").CollectAsync(cancellationToken: Token))["before"][0]);
    }

    /// <summary>Passes half of the batches on, and breaks once some have reached the server.</summary>
    private static async IAsyncEnumerable<RecordBatch> BreakingAsync(IAsyncEnumerable<RecordBatch> batches, Task travels)
    {
        var left = 50;
        await foreach (var batch in batches)
        {
            if (left-- == 0)
            {
                batch.Dispose();
                await travels;
                throw new InvalidDataException("The source broke.");
            }

            yield return batch;
        }
    }

    /// <summary>Does something once, at the first report of a kind.</summary>
    private sealed class AtFirst(Func<HandOverProgress, bool> kind, Action act) : IProgress<HandOverProgress>
    {
        private int _reached;

        internal bool IsReached => _reached != 0;

        public void Report(HandOverProgress value)
        {
            if (kind(value) && Interlocked.Exchange(ref _reached, 1) == 0)
            {
                act();
            }
        }
    }
}
