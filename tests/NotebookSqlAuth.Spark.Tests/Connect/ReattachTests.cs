using NotebookSqlAuth.Spark.Connect;
using NotebookSqlAuth.Spark.Tests.Servers;

namespace NotebookSqlAuth.Spark.Tests.Connect;

/// <summary>A connection that breaks while something runs.</summary>
public sealed class ReattachTests(ConnectServers servers)
{
    public static TheoryData<string> Sparks => ConnectServers.Sparks;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Write_goes_on_over_a_cut_connection_and_happens_once(string spark)
    {
        var server = await servers.OfAsync(spark);
        await using var wire = new CuttingProxy(server.Port);
        await using var session = await ConnectSession.OpenAsync(ConnectAddress.Parse(wire.Address), null, new ConnectOptions(), Token);
        var table = "cut_" + session.SessionId[..8];
        await session.SqlAsync($"CREATE TABLE {table} (id BIGINT) USING parquet", null, null, Token);
        var write = session.SqlAsync($"INSERT INTO {table} SELECT id FROM range(0, 2, 1, 2) WHERE {Slow.Seconds(3)}", null, null, Token);
        await Until.ExistsAsync(Path.Combine(server.Folder, "warehouse", table, "_temporary"));
        wire.Cut();
        await write;
        Assert.True(wire.Connections > 1);
        Assert.Equal(2, await session.Table(table).CountAsync(cancellationToken: Token));
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Rows_go_on_behind_the_last_that_came(string spark)
    {
        var server = await servers.OfAsync(spark);
        await using var wire = new CuttingProxy(server.Port);
        await using var session = await ConnectSession.OpenAsync(ConnectAddress.Parse(wire.Address), null, new ConnectOptions(), Token);
        var frame = await session.SqlAsync("SELECT id, repeat('x', 1000) AS wide FROM range(0, 40000, 1, 8)", null, null, Token);
        var cuts = new CutOnRows(wire);
        var rows = await frame.CollectAsync(progress: cuts, cancellationToken: Token);
        Assert.True(wire.Connections > 2);
        Assert.Equal(Enumerable.Range(0, 40000).Select(id => (object)(long)id), rows.Columns["id"].Cast<object>());
    }

    [Theory]
    [MemberData(nameof(Sparks))]
    public async Task Bearer_that_ends_while_a_write_runs_is_renewed_and_the_write_happens_once(string spark)
    {
        var server = await servers.OfAsync(spark);
        await using var proxy = await BearerProxy.StartAsync(server.Port);
        await using var wire = new CuttingProxy(proxy.Port);
        var (valid, given) = ("first", "first");
        proxy.Accepts = bearer => bearer == valid;
        await using var session = await ConnectSession.OpenAsync(
            ConnectAddress.Parse(wire.Address) with { CertificateFile = proxy.CertificateFile },
            _ =>
            {
                // A source that learns of the new token only when the old one was refused.
                var token = given;
                given = valid;
                return Task.FromResult(token);
            },
            new ConnectOptions(),
            Token);
        var table = "renewed_" + session.SessionId[..8];
        await session.SqlAsync($"CREATE TABLE {table} (id BIGINT) USING parquet", null, null, Token);
        var write = session.SqlAsync($"INSERT INTO {table} SELECT id FROM range(0, 2, 1, 2) WHERE {Slow.Seconds(3)}", null, null, Token);
        await Until.ExistsAsync(Path.Combine(server.Folder, "warehouse", table, "_temporary"));
        valid = "second";
        wire.Cut();
        await write;
        Assert.True(proxy.Refused > 0);
        Assert.Equal(2, await session.Table(table).CountAsync(cancellationToken: Token));
    }

    /// <summary>Cuts the wire with the first rows, and once more behind the middle.</summary>
    private sealed class CutOnRows(CuttingProxy wire) : IProgress<ConnectProgress>
    {
        private long _next = 1;

        public void Report(ConnectProgress value)
        {
            if (value.Rows >= _next)
            {
                _next = _next == 1 ? 20_000 : long.MaxValue;
                wire.Cut();
            }
        }
    }
}
