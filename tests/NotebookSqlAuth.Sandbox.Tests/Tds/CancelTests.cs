using Microsoft.Data.SqlClient;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Tds;

public sealed class CancelTests : IAsyncDisposable
{
    private readonly TdsServer _server = new();
    private readonly TaskCompletionSource<long> _stoppedAt = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CancelTests() => _server.Engine.On("endless", run => _stoppedAt.TrySetResult(run.Count(long.MaxValue)));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_cancelled_stream_stops_the_engine_and_leaves_the_connection_usable()
    {
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("endless", connection);
        await using (var reader = command.ExecuteReader())
        {
            Assert.True(reader.Read());
            command.Cancel();
            Assert.Throws<SqlException>(() => Drain(reader));
        }

        await _stoppedAt.Task.WaitAsync(TestContext.Current.CancellationToken);
        await using var next = new SqlCommand("SELECT 1", connection);
        Assert.Equal(1, next.ExecuteScalar());
    }

    [Fact]
    public async Task Two_hundred_cancels_at_random_moments_leave_one_usable_session()
    {
        var random = new Random(20_240_229);
        await using var connection = await _server.OpenAsync();
        for (var round = 0; round < 200; round++)
        {
            await using var command = new SqlCommand(random.Next(2) == 0 ? "endless" : "SELECT 1", connection);
            var rows = random.Next(2_000);
            try
            {
                await using var reader = command.ExecuteReader();
                while (rows-- > 0 && reader.Read())
                {
                }

                command.Cancel();
                Drain(reader);
            }
            catch (SqlException cancelled)
            {
                Assert.Equal(0, cancelled.Number);
            }
        }

        await using var next = new SqlCommand("SELECT 1", connection);
        Assert.Equal(1, next.ExecuteScalar());
        Assert.Single(_server.Engine.Sessions);
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_of_a_stream_stops_the_engine()
    {
        var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("endless", connection);
        var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        command.Cancel();
        await connection.DisposeAsync();

        Assert.True(await _stoppedAt.Task.WaitAsync(TestContext.Current.CancellationToken) >= 1);
        await Assert.Single(_server.Engine.Sessions).Disposed.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Disposing_the_endpoint_stops_what_runs()
    {
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("endless", connection);
        var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        await _server.DisposeAsync();

        Assert.True(_stoppedAt.Task.IsCompletedSuccessfully);
        Assert.True(Assert.Single(_server.Engine.Sessions).Disposed.Task.IsCompletedSuccessfully);
        Assert.Throws<SqlException>(() => Drain(reader));
    }

    private static void Drain(SqlDataReader reader)
    {
        while (reader.Read())
        {
        }
    }
}
