using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Sandbox.Engine;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Tds;

public sealed class StreamingTests : IAsyncDisposable
{
    private const int RowCount = 1_000_000;

    private readonly TdsServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_million_rows_cost_the_server_no_memory_of_their_own()
    {
        var allocatedBytes = -1L;
        _server.Engine.On("million", run =>
        {
            object?[] row = [7, 12.5, "some text", null];
            var before = GC.GetAllocatedBytesForCurrentThread();
            run.Sink.StartResult(
            [
                new ResultColumn("i", new SqlDataType(SqlTypeCode.Int), false),
                new ResultColumn("f", new SqlDataType(SqlTypeCode.Float), true),
                new ResultColumn("t", new SqlDataType(SqlTypeCode.NVarChar, 50), true),
                new ResultColumn("n", new SqlDataType(SqlTypeCode.VarChar, -1), true),
            ]);
            for (var index = 0; index < RowCount; index++)
            {
                run.Sink.Row(row);
            }

            run.Sink.EndResult(RowCount);
            allocatedBytes = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("million", connection);
        await using var reader = command.ExecuteReader();
        var rows = 0;
        while (reader.Read())
        {
            rows++;
        }

        Assert.Equal(RowCount, rows);

        // Less than one packet's worth of bytes for each of the more than 4,000 packets.
        Assert.InRange(allocatedBytes, 0, RowCount * 8L);
    }

    [Fact]
    public async Task An_engine_does_not_run_ahead_of_a_slow_reader()
    {
        // 8,000 bytes a row: what the sockets of both sides can hold is some hundreds of rows.
        const int MostRowsUnderWay = 8_000;
        var produced = 0L;
        var wide = new string('x', 4000);
        _server.Engine.On("wide", run =>
        {
            run.Sink.StartResult([new ResultColumn("t", new SqlDataType(SqlTypeCode.NVarChar, 4000), false)]);
            while (!run.CancellationToken.IsCancellationRequested)
            {
                run.Sink.Row([wide]);
                Interlocked.Increment(ref produced);
            }
        });
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("wide", connection);
        await using var reader = command.ExecuteReader();
        for (var read = 1; read <= 20_000; read++)
        {
            Assert.True(reader.Read());
            Assert.Equal(4000, reader.GetString(0).Length);
            Assert.InRange(Interlocked.Read(ref produced) - read, -1, MostRowsUnderWay);
        }

        command.Cancel();
    }

    [Fact]
    public async Task A_binary_of_ten_megabytes_arrives_whole()
    {
        var bytes = new byte[10 * 1024 * 1024];
        new Random(7).NextBytes(bytes);
        _server.Engine.On("big", run => run.Rows([new ResultColumn("b", new SqlDataType(SqlTypeCode.VarBinary, -1), false)], [bytes]));
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("big", connection);

        Assert.True(bytes.AsSpan().SequenceEqual((byte[])command.ExecuteScalar()));
    }

    [Theory]
    [InlineData(512)]
    [InlineData(4096)]
    [InlineData(32_768)]
    public async Task Any_packet_size_that_a_client_asks_for_carries_the_rows(int packetBytes)
    {
        var connectionString = _server.ConnectionString();
        connectionString.PacketSize = packetBytes;
        _server.Engine.On("count", run => run.Count(50_000));
        await using var connection = await _server.OpenAsync(connectionString);
        await using var command = new SqlCommand("count", connection);
        await using var reader = command.ExecuteReader();
        for (var row = 0L; row < 50_000; row++)
        {
            Assert.True(reader.Read());
            Assert.Equal(row, reader.GetInt64(0));
        }

        Assert.False(reader.Read());
    }
}
