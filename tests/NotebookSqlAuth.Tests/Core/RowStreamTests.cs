using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Frames;
using NotebookSqlAuth.Sql;
using Xunit;
using static NotebookSqlAuth.Tests.Core.SignedInSandbox;

namespace NotebookSqlAuth.Tests.Core;

public sealed class RowStreamTests(SignedInSandbox sandbox) : IClassFixture<SignedInSandbox>
{
    private static Task<StreamResult> StreamAsync(
        SqlSession session, string sql, IRowReceiver receiver, QueryOptions? options = null, CancellationToken? cancellationToken = null) =>
        QueryRunner.StreamAsync(
            session,
            QueryText.Parse(sql),
            new Dictionary<string, object?> { ["last"] = 3 },
            options ?? new QueryOptions(),
            receiver,
            null,
            cancellationToken ?? TestContext.Current.CancellationToken);

    [Fact]
    public async Task Each_row_is_handed_over_once_and_in_order_with_what_was_said_beside_it()
    {
        using var session = await sandbox.OpenAsync();
        var rows = new Rows();

        var result = await StreamAsync(
            session,
            "PRINT 'before'\nGO\nSELECT OrderId, OrderId FROM sales.Orders WHERE OrderId <= @last ORDER BY OrderId\nGO\nPRINT 'after'",
            rows);

        Assert.Equal([1, 2, 3], rows.Values);
        Assert.Equal(["OrderId", "OrderId_2"], rows.Columns.Select(column => column.Name));
        Assert.Equal(3, result.Rows);
        Assert.Equal(["Column 2 has the name `OrderId` again; it is `OrderId_2` here."], result.Notices);
        Assert.Equal(["before", "after"], result.Messages);
        Assert.False(result.Truncated);
    }

    [Fact]
    public async Task Rows_beyond_the_limit_are_not_handed_over()
    {
        using var session = await sandbox.OpenAsync();
        var rows = new Rows();

        var result = await StreamAsync(session, "SELECT OrderId FROM sales.Orders ORDER BY OrderId", rows, new QueryOptions { MaxRows = 2 });

        Assert.Equal([1, 2], rows.Values);
        Assert.True(result.Truncated);
        Assert.Equal(["Only the first 2 rows were read, as asked; there are more."], result.Notices);
    }

    [Theory]
    [InlineData("PRINT 'nothing'", ErrorCodes.StreamNeedsOneResultSet)]
    [InlineData("SELECT 1 AS a; SELECT 2 AS b", ErrorCodes.StreamNeedsOneResultSet)]
    [InlineData("SELECT 1 AS a\nGO 2", ErrorCodes.StreamNeedsOneResultSet)]
    [InlineData("SELECT * FROM types.xml", ErrorCodes.UnsupportedColumnType)]
    [InlineData("SELECT * FROM sales.Nothing", ErrorCodes.QueryFailed)]
    public async Task What_is_no_stream_of_rows_is_an_error_and_the_session_goes_on(string sql, string code)
    {
        using var session = await sandbox.OpenAsync();

        var error = await Assert.ThrowsAsync<UserError>(() => StreamAsync(session, sql, new Rows()));

        Assert.Equal(code, error.Code);
        Assert.Equal(1, (await RunAsync(session, "SELECT 1 AS one")).ResultSets[0].Frame["one"][0]);
    }

    [Fact]
    public async Task A_receivers_own_user_error_ends_the_query_and_is_thrown_as_it_is()
    {
        using var session = await sandbox.OpenAsync();
        var mine = new UserError("NSA0000", "Enough.", "", "Stop.");

        var thrown = await Assert.ThrowsAsync<UserError>(() => StreamAsync(session, "SELECT OrderId FROM sales.Orders", new Rows(() => throw mine)));

        Assert.Same(mine, thrown);
        Assert.Equal(1, (await RunAsync(session, "SELECT 1 AS one")).ResultSets[0].Frame["one"][0]);
    }

    [Fact]
    public async Task A_receiver_that_waits_is_woken_by_the_timeout()
    {
        using var session = await sandbox.OpenAsync();

        var error = await Assert.ThrowsAsync<UserError>(() => StreamAsync(
            session, "SELECT OrderId FROM sales.Orders", new Waiting(), new QueryOptions { Timeout = TimeSpan.FromSeconds(0.3) }));

        Assert.Equal(ErrorCodes.QueryTimeout, error.Code);
    }

    private sealed class Rows(Action? each = null) : IRowReceiver
    {
        internal IReadOnlyList<SqlColumn> Columns { get; private set; } = [];

        internal List<int> Values { get; } = [];

        public void Begin(IReadOnlyList<SqlColumn> columns) => Columns = columns;

        public void Add(SqlDataReader reader, CancellationToken stop)
        {
            each?.Invoke();
            Values.Add(reader.GetInt32(0));
        }
    }

    private sealed class Waiting : IRowReceiver
    {
        public void Begin(IReadOnlyList<SqlColumn> columns)
        {
        }

        public void Add(SqlDataReader reader, CancellationToken stop)
        {
            stop.WaitHandle.WaitOne();
            stop.ThrowIfCancellationRequested();
        }
    }
}
