using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Spark.Arrow;
using NotebookSqlAuth.Sql;
using static NotebookSqlAuth.Spark.Tests.Arrow.SandboxDatabase;

namespace NotebookSqlAuth.Spark.Tests.Arrow;

public sealed class StreamTests(SandboxDatabase database) : IClassFixture<SandboxDatabase>
{
    /// <summary>Five million rows.</summary>
    private const string Many = "SELECT TOP 5000000 a.OrderId, b.Total, b.Status FROM sales.Orders a CROSS JOIN sales.Orders b";

    private static readonly ArrowOptions s_small = new() { MaxBatchBytes = 256 << 10 };

    private static async Task AssertUsableAsync(SqlSession session) =>
        Assert.Equal(1, (await RunAsync(session, "SELECT 1 AS one")).ResultSets[0].Frame["one"][0]);

    private static async Task DrainAsync(IAsyncEnumerable<Apache.Arrow.RecordBatch> batches, Action<int>? seen = null)
    {
        var count = 0;
        await foreach (var batch in batches)
        {
            batch.Dispose();
            seen?.Invoke(++count);
        }
    }

    [Fact]
    public async Task Five_million_rows_pass_with_the_memory_of_a_few_batches()
    {
        using var session = await database.OpenAsync();
        var rows = 0L;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;

        var query = await StreamAsync(
            session,
            Many,
            async (_, batches, _) =>
            {
                var count = 0;
                await foreach (var batch in batches)
                {
                    using (batch)
                    {
                        rows += batch.Length;
                        if (++count % 100 == 0)
                        {
                            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
                        }
                    }
                }
            },
            s_small);

        Assert.Equal(5_000_000, rows);
        Assert.Equal(rows, query.Rows);

        // All of it is about 170 MB.
        Assert.InRange(most, long.MinValue, 40L << 20);
    }

    [Fact]
    public async Task A_consumer_that_fails_stops_the_query_and_its_error_is_thrown()
    {
        using var session = await database.OpenAsync();

        var error = await Assert.ThrowsAsync<IOException>(() => StreamAsync(
            session,
            Many,
            (_, batches, _) => DrainAsync(batches, count =>
            {
                if (count == 2)
                {
                    throw new IOException("The disk is full.");
                }
            }),
            s_small));

        Assert.Equal("The disk is full.", error.Message);
        await AssertUsableAsync(session);
    }

    [Fact]
    public async Task A_query_that_fails_midway_stops_the_consumer_and_its_error_is_thrown()
    {
        using var session = await database.OpenAsync();
        var stopped = false;

        var error = await Assert.ThrowsAsync<UserError>(() => StreamAsync(
            session,
            "SELECT TOP 100000 OrderId FROM sales.Orders; SELECT 1 AS second",
            async (_, batches, cancellationToken) =>
            {
                try
                {
                    await DrainAsync(batches);
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
                catch (Exception e) when (e is UserError or OperationCanceledException)
                {
                    stopped = true;
                    throw new IOException("Cut off.", e);
                }
            },
            s_small));

        Assert.Equal(ErrorCodes.StreamNeedsOneResultSet, error.Code);
        Assert.True(stopped);
        await AssertUsableAsync(session);
    }

    [Fact]
    public async Task However_soon_the_consumer_fails_of_a_querys_error_the_query_is_the_first()
    {
        using var session = await database.OpenAsync();

        // The two fail within microseconds of each other: the wrong order comes about once in a hundred rounds.
        for (var round = 0; round < 300; round++)
        {
            var error = await Assert.ThrowsAsync<UserError>(() => StreamAsync(
                session,
                "SELECT TOP 10 OrderId FROM sales.Orders; SELECT 1 AS second",
                async (_, batches, _) =>
                {
                    try
                    {
                        await DrainAsync(batches);
                    }
                    catch (UserError e)
                    {
                        throw new IOException("Cut off.", e);
                    }
                },
                s_small));

            Assert.Equal(ErrorCodes.StreamNeedsOneResultSet, error.Code);
        }
    }

    [Fact]
    public async Task A_query_that_fails_before_its_first_row_never_reaches_the_consumer()
    {
        using var session = await database.OpenAsync();
        var reached = false;

        var error = await Assert.ThrowsAsync<UserError>(() => StreamAsync(
            session, "SELECT * FROM sales.Nothing", (_, batches, _) => Task.FromResult(reached = true)));

        Assert.Equal(208, error.ServerErrorNumber);
        Assert.False(reached);
    }

    [Fact]
    public async Task SQL_that_answers_no_rows_is_an_error_that_keeps_what_was_printed()
    {
        using var session = await database.OpenAsync();

        var error = await Assert.ThrowsAsync<UserError>(() => StreamAsync(session, "PRINT 'done'", (_, batches, _) => DrainAsync(batches)));

        Assert.Equal(ErrorCodes.StreamNeedsOneResultSet, error.Code);
        Assert.Equal(["done"], error.ServerMessages);
    }

    [Fact]
    public async Task A_cancelled_stream_leaves_the_session_usable_whenever_it_comes()
    {
        using var session = await database.OpenAsync();
        var random = new Random(4711);
        for (var round = 0; round < 8; round++)
        {
            using var cancel = new CancellationTokenSource();
            var last = random.Next(1, 40);

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StreamAsync(
                session,
                Many,
                (_, batches, _) => DrainAsync(batches, count =>
                {
                    if (count == last)
                    {
                        cancel.Cancel();
                    }
                }),
                s_small,
                cancellationToken: cancel.Token));

            await AssertUsableAsync(session);
        }
    }

    [Fact]
    public async Task A_consumer_that_takes_nothing_runs_into_the_querys_timeout()
    {
        using var session = await database.OpenAsync();

        var error = await Assert.ThrowsAsync<UserError>(() => StreamAsync(
            session,
            Many,
            (_, _, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken),
            s_small,
            new QueryOptions { Timeout = TimeSpan.FromSeconds(1) }));

        Assert.Equal(ErrorCodes.QueryTimeout, error.Code);
        await AssertUsableAsync(session);
    }

    [Fact]
    public async Task A_consumer_that_returns_too_early_is_a_defect_that_is_told()
    {
        using var session = await database.OpenAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => StreamAsync(session, Many, (_, _, _) => Task.CompletedTask, s_small));

        await AssertUsableAsync(session);
    }

    [Fact]
    public async Task Rows_beyond_the_limit_are_cut_and_said()
    {
        using var session = await database.OpenAsync();

        var (bytes, _, query) = await IpcRoundTrip.StreamAsync(session, Many, options: new QueryOptions { MaxRows = 1234 });

        Assert.Equal(1234, IpcRoundTrip.Read(bytes).Rows.Count);
        Assert.Equal(1234, query.Rows);
        Assert.Equal(["Only the first 1,234 rows were read, as asked; there are more."], query.Notices);
        await AssertUsableAsync(session);
    }

    [Fact]
    public async Task A_result_set_without_rows_is_a_schema_alone()
    {
        using var session = await database.OpenAsync();

        var (bytes, schema, query) = await IpcRoundTrip.StreamAsync(session, "SELECT OrderId, Total FROM sales.Orders WHERE 1 = 0");

        Assert.Equal(0, query.Rows);
        Assert.Equal(schema.Arrow.FieldsList.Select(field => field.Name), IpcRoundTrip.Read(bytes).Columns.Select(column => column.Name));
    }

    [Theory]
    [InlineData(1, 64 << 20)]
    [InlineData(333, 64 << 20)]
    [InlineData(500_000, 1)]
    [InlineData(500_000, 10_000)]
    public async Task A_streams_batches_keep_their_bounds_and_all_rows(int maxRows, long maxBytes)
    {
        using var session = await database.OpenAsync();
        var sql = "SELECT TOP 3000 * FROM sales.Orders ORDER BY OrderId";
        var frame = (await RunAsync(session, sql)).ResultSets[0].Frame;

        var (bytes, _, _) = await IpcRoundTrip.StreamAsync(session, sql, new ArrowOptions { MaxBatchRows = maxRows, MaxBatchBytes = maxBytes });

        var content = ArrowStream.Read(bytes);
        Assert.All(content.Batches, batch => Assert.True(
            batch.Length <= maxRows && (batch.Length == 1 || batch.Arrays.Sum(array => array.Data.Buffers.Sum(buffer => (long)buffer.Length)) <= maxBytes)));
        Frames.AssertCameBack(frame, FrameBatches.ToFrame(content.Schema, content.Batches));
    }
}
