using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Sql;
using Xunit;
using static NotebookSqlAuth.Tests.Core.SignedInSandbox;

namespace NotebookSqlAuth.Tests.Core;

/// <summary>What cuts sessions or slows rows, in a sandbox of its own, so that no other test meets it.</summary>
public sealed class LostSessionTests(SignedInSandbox sandbox) : IClassFixture<SignedInSandbox>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_that_the_server_cut_while_idle_is_said_to_be_lost()
    {
        using var session = await sandbox.OpenAsync();
        await RunAsync(session, "CREATE TABLE #gone (id int)");
        Assert.True(sandbox.Host.Faults.Tds.CloseIdleSessions() > 0);

        var error = await Assert.ThrowsAsync<UserError>(() => RunAsync(session, "SELECT * FROM #gone"));

        Assert.Equal(ErrorCodes.SessionLost, error.Code);
        Assert.Contains("#temp tables", error.Why, StringComparison.Ordinal);
        Assert.False(session.IsOpen);
        Assert.Equal(ErrorCodes.SessionLost, (await Assert.ThrowsAsync<UserError>(() => RunAsync(session, "SELECT 1"))).Code);

        using var next = await sandbox.OpenAsync();
        Assert.Single((await RunAsync(next, "SELECT 1 AS a")).ResultSets);
    }

    [Fact]
    public async Task A_connection_that_drops_mid_result_says_how_many_rows_had_come()
    {
        using var session = await sandbox.OpenAsync();
        sandbox.Host.Faults.Tds.DropConnectionAfterRows(1500);

        var error = await Assert.ThrowsAsync<UserError>(() => RunAsync(session, "SELECT * FROM sales.Orders"));

        Assert.Equal(ErrorCodes.ConnectionDropped, error.Code);
        Assert.Matches("^1,[0-9]{3} rows had come", error.Why);
        Assert.False(session.IsOpen);
    }

    [Fact]
    [SuppressMessage("Reliability", "CA2025", Justification = "The query is awaited before its session goes.")]
    public async Task A_cancel_that_meets_a_reset_connection_leaves_the_process_alive()
    {
        using var proxy = new ResettingProxy(int.Parse(sandbox.Host.Server.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture));
        var connector = new SqlConnector(sandbox.Tokens);
        var target = new SqlTarget($"127.0.0.1,{proxy.Port}", sandbox.Host.Database) { CertificateFile = sandbox.Host.CertificateFile };
        for (var round = 0; round < 60; round++)
        {
            using var session = await connector.OpenAsync(target, null, Token);
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var running = QueryRunner.RunAsync(
                session, QueryText.Parse("WAITFOR DELAY '00:01:00'"), new Dictionary<string, object?>(), new QueryOptions(), null, cancel.Token);

            // The two in either order and close together: the attention is written to a connection that is going away.
            await Task.WhenAll(Task.Run(proxy.Reset, Token), Task.Run(cancel.Cancel, Token));

            var ended = await Record.ExceptionAsync(() => running);
            Assert.True(ended is UserError or OperationCanceledException, ended?.ToString());
        }
    }

    [Fact]
    public async Task A_query_that_meets_a_transient_error_is_not_run_again()
    {
        using var session = await sandbox.OpenAsync();
        sandbox.Host.Faults.Tds.FailNextStatements(1, 1205);

        var error = await Assert.ThrowsAsync<UserError>(() => RunAsync(session, "SELECT 1 AS a"));

        Assert.Equal((ErrorCodes.QueryFailed, 1205), (error.Code, error.ServerErrorNumber));
        Assert.Single((await RunAsync(session, "SELECT 1 AS a")).ResultSets);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_of_rows_stops_when_asked_and_the_session_goes_on(bool byTimeout)
    {
        using var session = await sandbox.OpenAsync();
        sandbox.Host.Faults.Tds.DelayRows(TimeSpan.FromMilliseconds(1));
        try
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var seen = new FirstRows(() =>
            {
                if (!byTimeout)
                {
                    cancel.Cancel();
                }
            });
            var options = new QueryOptions { Timeout = byTimeout ? TimeSpan.FromSeconds(1) : null };
            async Task StreamAsync() => await QueryRunner.RunAsync(
                session, QueryText.Parse("SELECT * FROM sales.Orders"), new Dictionary<string, object?>(), options, seen, cancel.Token);

            if (byTimeout)
            {
                var error = await Assert.ThrowsAsync<UserError>(StreamAsync);
                Assert.Equal(ErrorCodes.QueryTimeout, error.Code);
                Assert.DoesNotMatch("^0 rows", error.Why);
            }
            else
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(StreamAsync);
            }

            Assert.InRange(seen.Rows, 1, 99_999);
        }
        finally
        {
            sandbox.Host.Faults.Tds.DelayRows(TimeSpan.Zero);
        }

        Assert.Single((await RunAsync(session, "SELECT 1 AS a")).ResultSets);
    }

    [Fact]
    [SuppressMessage("Reliability", "CA2025", Justification = "Disposing under running queries is what is tested.")]
    public async Task Disposing_a_session_stops_its_query()
    {
        var session = await sandbox.OpenAsync();
        var running = RunAsync(session, "WAITFOR DELAY '00:01:00'");
        var waiting = RunAsync(session, "SELECT 1");

        session.Dispose();

        Assert.Equal(ErrorCodes.SessionLost, (await Assert.ThrowsAsync<UserError>(() => running)).Code);
        Assert.Equal(ErrorCodes.SessionLost, (await Assert.ThrowsAsync<UserError>(() => waiting)).Code);
        session.Dispose();
    }

    [Fact]
    public async Task Cancelling_at_a_hundred_random_moments_leaves_the_session_usable()
    {
        using var session = await sandbox.OpenAsync();
        for (var i = 0; i < 100; i++)
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
            cancel.CancelAfter(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(20)));
            try
            {
                await QueryRunner.RunAsync(
                    session,
                    QueryText.Parse("SELECT TOP 20000 * FROM sales.Orders"),
                    new Dictionary<string, object?>(),
                    new QueryOptions(),
                    null,
                    cancel.Token);
            }
            catch (OperationCanceledException)
            {
                // Most of them.
            }

            Assert.True(session.IsOpen);
        }

        Assert.Equal(7, (await RunAsync(session, "SELECT 7 AS a")).ResultSets[0].Frame["a"][0]);
    }

    private sealed class FirstRows(Action seen) : IProgress<QueryProgress>
    {
        internal long Rows { get; private set; }

        public void Report(QueryProgress value)
        {
            Rows = value.Rows;
            seen();
        }
    }
}
