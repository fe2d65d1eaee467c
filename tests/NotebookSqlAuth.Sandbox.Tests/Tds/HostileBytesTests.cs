using System.Text;
using Microsoft.Data.SqlClient;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Tds;

[Collection(nameof(MeasuredAlone))]
public sealed class HostileBytesTests : IAsyncDisposable
{
    private const int Rounds = 300;
    private const int Seed = 40_615;

    // A server that believed a length of 4 GB once would be far beyond it.
    private const long MostBytesAllocated = 256L * 1024 * 1024;

    private readonly TdsServer _server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_untouched_raw_login_succeeds_so_that_the_mutations_below_mean_something()
    {
        using var client = await LoggedInAsync();

        Assert.Equal("LOGIN", Assert.Single(_server.Audit.Entries).Statement);
    }

    [Fact]
    public async Task Mutated_prelogins_end_their_own_connection_only()
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            using var client = await RawTdsClient.ConnectAsync(_server.Port, Cancellation);
            await client.SendAsync(Mutate(RawTdsClient.Prelogin(), random), Cancellation);
            client.Finish();
            await client.ReadToEndAsync(Cancellation);
        }

        await AssertServesOthersAsync();
    }

    [Fact]
    public async Task Mutated_logins_end_their_own_connection_only()
    {
        var random = new Random(Seed);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var round = 0; round < Rounds; round++)
        {
            using var client = await RawTdsClient.ConnectAsync(_server.Port, Cancellation);
            await client.SecureAsync(Cancellation);
            await client.SendAsync(Mutate(RawTdsClient.Packet(0x10, RawTdsClient.LoginPayload(TdsServer.GoodToken)), random), Cancellation);
            client.Finish();
            await client.ReadToEndAsync(Cancellation);
        }

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, MostBytesAllocated);
        await AssertServesOthersAsync();
    }

    [Fact]
    public async Task Mutated_calls_and_batches_end_their_own_session_at_most()
    {
        var random = new Random(Seed);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var client = await LoggedInAsync();
        for (var round = 0; round < Rounds; round++)
        {
            using (client)
            {
                var request = random.Next(3) == 0 ? RawTdsClient.Packet(0x01, BatchPayload("SELECT 1")) : RawTdsClient.Packet(0x03, CallPayload());
                await client.SendAsync(Mutate(request, random), Cancellation);
                client.Finish();
                await client.ReadToEndAsync(Cancellation);
            }

            client = await LoggedInAsync();
        }

        client.Dispose();
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, MostBytesAllocated);
        await AssertServesOthersAsync();
    }

    [Fact]
    public async Task A_message_longer_than_a_login_may_be_ends_the_connection_before_it_is_whole()
    {
        using var client = await RawTdsClient.ConnectAsync(_server.Port, Cancellation);
        var endless = RawTdsClient.Packet(0x12, new byte[30_000]);
        endless[1] = 0;
        await client.SendUntilClosedAsync(endless, Cancellation);
        await AssertServesOthersAsync();
    }

    [Fact]
    public async Task A_client_that_says_nothing_is_shown_out_when_its_login_takes_too_long()
    {
        await using var impatient = new TdsServer(loginTimeout: TimeSpan.FromMilliseconds(200));
        using var silent = await RawTdsClient.ConnectAsync(impatient.Port, Cancellation);
        Assert.Empty(await silent.ReadToEndAsync(Cancellation));

        using var halfway = await RawTdsClient.ConnectAsync(_server.Port, Cancellation);
        await halfway.SendAsync([0x12, 1, 0xFF, 0xFF, 0, 0, 1, 0, 1], Cancellation);
        await _server.DisposeAsync();
        Assert.Empty(await halfway.ReadToEndAsync(Cancellation));
    }

    [Fact]
    public async Task A_client_that_cannot_encrypt_is_told_to_and_then_shown_out()
    {
        using var client = await RawTdsClient.ConnectAsync(_server.Port, Cancellation);
        await client.SendAsync(RawTdsClient.Prelogin(encryption: 2), Cancellation);
        var answer = await client.ReadPacketAsync(Cancellation);

        // The answer's second option is ENCRYPTION; 3 means REQ (MS-TDS 2.2.6.5).
        Assert.Equal(3, answer[8 + ((answer[14] << 8) | answer[15])]);
        Assert.Empty(await client.ReadToEndAsync(Cancellation));
    }

    [Fact]
    public async Task A_login_in_clear_text_is_not_looked_at()
    {
        using var client = await RawTdsClient.ConnectAsync(_server.Port, Cancellation);
        await client.SendAsync(RawTdsClient.Prelogin(), Cancellation);
        await client.ReadPacketAsync(Cancellation);
        await client.SendAsync(RawTdsClient.Packet(0x10, RawTdsClient.LoginPayload(TdsServer.GoodToken)), Cancellation);

        Assert.Empty(await client.ReadToEndAsync(Cancellation));
        Assert.Empty(_server.Audit.Entries);
    }

    [Fact]
    public async Task A_flood_of_requests_ends_its_session()
    {
        _server.Engine.On("wait", run => run.CancellationToken.WaitHandle.WaitOne());
        using var client = await LoggedInAsync();
        await client.SendUntilClosedAsync(RawTdsClient.Packet(0x01, BatchPayload("wait")), Cancellation, atMost: 10);
        await client.ReadToEndAsync(Cancellation);
        await AssertServesOthersAsync();
    }

    private static byte[] BatchPayload(string sql) => [4, 0, 0, 0, .. Encoding.Unicode.GetBytes(sql)];

    // sp_executesql N'SELECT 1', N'@a int', 42 (MS-TDS 2.2.6.6).
    private static byte[] CallPayload() =>
    [
        4, 0, 0, 0, 0xFF, 0xFF, 10, 0, 0, 0,
        .. Text("SELECT 1"), .. Text("@a int, @b nvarchar(max)"),
        2, .. Encoding.Unicode.GetBytes("@a"), 0, 0x26, 4, 4, 42, 0, 0, 0,
        2, .. Encoding.Unicode.GetBytes("@b"), 0, 0xE7, 0xFF, 0xFF, 9, 4, 0xD0, 0, 0x34, 4, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0x78, 0, 0x79, 0, 0, 0, 0, 0,
    ];

    private static byte[] Text(string text) =>
        [0, 0, 0xE7, 0x40, 0x1F, 9, 4, 0xD0, 0, 0x34, (byte)(text.Length * 2), 0, .. Encoding.Unicode.GetBytes(text)];

    // One to four bytes become random or extreme ones, lengths and types as likely as any other.
    private static byte[] Mutate(byte[] bytes, Random random)
    {
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var place = random.Next(Math.Min(bytes.Length, random.Next(2) == 0 ? 110 : bytes.Length));
            bytes[place] = random.Next(3) switch { 0 => 0xFF, 1 => 0, _ => (byte)random.Next(256) };
        }

        return bytes;
    }

    private async Task<RawTdsClient> LoggedInAsync()
    {
        var client = await RawTdsClient.ConnectAsync(_server.Port, Cancellation);
        await client.SecureAsync(Cancellation);
        await client.SendAsync(RawTdsClient.Packet(0x10, RawTdsClient.LoginPayload(TdsServer.GoodToken)), Cancellation);
        var answer = await client.ReadPacketAsync(Cancellation);
        Assert.Contains((byte)0xAD, answer);
        return client;
    }

    private async Task AssertServesOthersAsync()
    {
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("SELECT 1", connection);
        Assert.Equal(1, command.ExecuteScalar());
    }
}
