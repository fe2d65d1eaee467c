using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Sandbox.Engine;
using NotebookSqlAuth.Sandbox.Faults;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Tds;

public sealed class TdsFaultsTests : IAsyncDisposable
{
    private readonly TdsServer _server = new();

    public static TheoryData<int> Numbers => [.. AzureErrors.Numbers];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task The_next_logins_fail_with_the_number_and_then_no_more(int number)
    {
        _server.Faults.FailNextLogins(2, number);
        Assert.Equal(2, _server.Faults.LoginFailuresLeft);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var failure = await Assert.ThrowsAsync<SqlException>(() => _server.OpenAsync());
            Assert.Equal(number, failure.Number);
            Assert.DoesNotContain("{0}", failure.Message, StringComparison.Ordinal);
        }

        await using var connection = await _server.OpenAsync();
        Assert.Equal(0, _server.Faults.LoginFailuresLeft);
    }

    [Fact]
    public async Task A_firewall_refusal_names_the_client_s_address_before_a_token_is_taken()
    {
        _server.Faults.FailNextLogins(1, 40615);
        var failure = await Assert.ThrowsAsync<SqlException>(() => _server.OpenAsync());

        Assert.Matches("Client with IP address '(127.0.0.1|::1)' is not allowed", failure.Message);
        Assert.Null(_server.LastRequest);
    }

    [Fact]
    public async Task The_next_statements_fail_and_the_session_goes_on()
    {
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("SELECT 1", connection);
        _server.Faults.FailNextStatements(1, 40197);

        Assert.Equal(40197, Assert.Throws<SqlException>(command.ExecuteScalar).Number);
        Assert.Equal(1, command.ExecuteScalar());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(10)]
    public async Task A_connection_drops_after_so_many_rows_once(int rows)
    {
        _server.Engine.On("ten", run => run.Count(10));
        _server.Faults.DropConnectionAfterRows(rows);
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("ten", connection);
        var seen = 0;
        var lost = Assert.Throws<SqlException>(() =>
        {
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                seen++;
            }
        });

        Assert.InRange(seen, 0, rows);
        Assert.True(lost.Class >= 20);
        await using var second = await _server.OpenAsync();
        await using var again = new SqlCommand("ten", second);
        Assert.Equal(0L, again.ExecuteScalar());
    }

    [Fact]
    public async Task Delayed_rows_come_one_by_one_while_the_engine_still_runs()
    {
        using var goOn = new SemaphoreSlim(0);
        _server.Engine.On("slow", run =>
        {
            run.Sink.StartResult([new ResultColumn("n", new SqlDataType(SqlTypeCode.Int), false)]);
            for (var number = 0; number < 3; number++)
            {
                run.Sink.Row([number]);
                goOn.Wait(TestContext.Current.CancellationToken);
            }

            run.Sink.EndResult(3);
        });
        _server.Faults.DelayRows(TimeSpan.FromMilliseconds(1));
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("slow", connection);
        await using var reader = command.ExecuteReader();
        for (var number = 0; number < 3; number++)
        {
            Assert.True(reader.Read());
            Assert.Equal(number, reader.GetInt32(0));
            goOn.Release();
        }

        Assert.False(reader.Read());
    }

    [Fact]
    public async Task Idle_sessions_are_cut_and_busy_ones_are_not()
    {
        using var goOn = new SemaphoreSlim(0);
        var isRunning = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Engine.On("wait", run =>
        {
            isRunning.SetResult();
            goOn.Wait(TestContext.Current.CancellationToken);
            run.Count(1);
        });
        await using var idle = await _server.OpenAsync();
        await using var command = new SqlCommand("SELECT 1", idle);
        command.ExecuteScalar();
        await using var busy = await _server.OpenAsync();
        await using var waiting = new SqlCommand("wait", busy);
        var answer = waiting.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        await isRunning.Task.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, _server.Faults.CloseIdleSessions());
        Assert.Throws<SqlException>(command.ExecuteScalar);
        goOn.Release();
        Assert.Equal(0L, await answer);
    }

    [Fact]
    public void A_number_without_words_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _server.Faults.FailNextLogins(1, 1));
}
