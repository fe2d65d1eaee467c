using NotebookSqlAuth.Sandbox.Engine;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Engine;

/// <summary>What a session keeps, and what it keeps to itself.</summary>
public sealed class SessionTests(EngineFixture fixture)
{
    /// <summary>Ten thousand million rows that no shortcut counts: hours of work.</summary>
    private const string Endless = "SELECT COUNT(*) FROM sales.Orders AS a CROSS JOIN sales.Orders AS b WHERE (a.OrderId + b.OrderId) % 7 = a.CustomerId % 5 + b.CustomerId % 3";

    [Fact]
    public void Temporary_tables_last_from_batch_to_batch_and_are_the_sessions_own()
    {
        using var alice = Open();
        using var bob = Open("bob@contoso.example");
        RecordedResults.Of(alice, "SELECT 1 AS n INTO #t");
        RecordedResults.Of(bob, "SELECT 'b' AS s INTO #t");

        Assert.Equal(1, RecordedResults.Of(alice, "SELECT n FROM #t").Scalar());
        Assert.Equal("b", RecordedResults.Of(bob, "SELECT s FROM #T").Scalar());
        using var other = Open();
        Assert.Equal(208, RecordedResults.Of(other, "SELECT * FROM #t").Error?.Number);
    }

    [Fact]
    public void Use_lasts_and_is_reported()
    {
        using var session = Open();

        var results = RecordedResults.Of(session, "USE MASTER");

        Assert.Equal("SandboxSales -> master", Assert.Single(results.Databases));
        Assert.Equal(5701, Assert.Single(results.Messages).Number);
        Assert.Equal("master", session.Database);
        Assert.Equal("master", RecordedResults.Of(session, "SELECT DB_NAME()").Scalar());
        Assert.Equal(208, RecordedResults.Of(session, "SELECT * FROM sales.Orders").Error?.Number);
        Assert.Equal(2_000, RecordedResults.Of(session, "SELECT COUNT(*) FROM SandboxSales.sales.Customers").Scalar());
    }

    [Fact]
    public void Reset_brings_back_what_was_after_login()
    {
        using var session = Open();
        RecordedResults.Of(session, "SET NOCOUNT ON; SELECT 1 AS n INTO #t; USE master");

        session.Reset();

        Assert.Equal("SandboxSales", session.Database);
        Assert.Equal(208, RecordedResults.Of(session, "SELECT * FROM #t").Error?.Number);
        Assert.Equal([2L], RecordedResults.Of(session, "SELECT n INTO #t FROM (VALUES (1), (2)) AS v(n)").Statements);
    }

    [Fact]
    public void Nocount_silences_rows_affected()
    {
        using var session = Open();

        var results = RecordedResults.Of(session, "SELECT 1 AS n INTO #t; SET NOCOUNT ON; DELETE #t; SET NOCOUNT OFF; DELETE #t");

        Assert.Equal([1, null, null, null, 0], results.Statements);
    }

    [Fact]
    public void Print_and_a_mild_raiserror_are_notices()
    {
        using var session = Open();

        var results = RecordedResults.Of(session, "PRINT 'one'\nRAISERROR ('two', 10, 3)\nSELECT 1");

        Assert.Equal(
            [new SqlServerMessage(0, 0, 1, "one", 1), new SqlServerMessage(50000, 0, 3, "two", 2)], results.Messages);
        Assert.Equal(1, results.Scalar());
    }

    [Fact]
    public void Variables_do_not_outlive_their_batch()
    {
        using var session = Open();
        RecordedResults.Of(session, "DECLARE @x int = 1");

        Assert.Equal(137, RecordedResults.Of(session, "SELECT @x").Error?.Number);
    }

    [Fact]
    public async Task Cancelled_query_stops_and_the_session_goes_on()
    {
        using var session = Open();
        using var cancellation = new CancellationTokenSource();
        var results = new RecordedResults();
        var running = Task.Run(() => session.Execute(Endless, [], results, cancellation.Token), TestContext.Current.CancellationToken);

        await cancellation.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Empty(results.Messages);
        Assert.Empty(results.Results.SelectMany(result => result.Rows));
        Assert.Equal(1, RecordedResults.Of(session, "SELECT 1").Scalar());
    }

    [Fact]
    public void Cancellation_between_rows_ends_the_rows()
    {
        using var session = Open();
        using var cancellation = new CancellationTokenSource();
        var results = new RecordedResults
        {
            OnRow = count =>
            {
                if (count == 10)
                {
                    cancellation.Cancel();
                }
            },
        };

        session.Execute("SELECT * FROM sales.Orders", [], results, cancellation.Token);

        Assert.Equal(10, results.Results[0].Rows.Count);
        Assert.Equal(100_000, RecordedResults.Of(session, "SELECT COUNT(*) FROM sales.Orders").Scalar());
    }

    [Fact]
    public async Task Cancelled_wait_ends_at_once()
    {
        using var session = Open();
        using var cancellation = new CancellationTokenSource();
        var results = new RecordedResults();
        var running = Task.Run(() => session.Execute("WAITFOR DELAY '23:00:00'; SELECT 1", [], results, cancellation.Token), TestContext.Current.CancellationToken);

        await cancellation.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Empty(results.Results);
    }

    [Fact]
    public async Task Sessions_run_beside_each_other()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
        {
            using var session = Open();
            return RecordedResults.Of(session, $"SELECT OrderId INTO #t FROM sales.Orders WHERE OrderId % 8 = {number}; SELECT COUNT(*) FROM #t WHERE OrderId % 8 = {number}").Scalar();
        })));

        Assert.All(answers, answer => Assert.Equal(12_500, answer));
    }

    [Fact]
    public void Audit_log_can_be_asked()
    {
        var audit = new AuditLog();
        using var engine = new SandboxSqlEngine(audit);
        using var session = engine.OpenSession("alice@contoso.example", string.Empty);
        audit.Add(new AuditEntry(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero), "bob@contoso.example", "notebook", "SandboxSales", "SELECT 'it''s'", 208));
        audit.Add(new AuditEntry(new DateTimeOffset(2024, 1, 2, 3, 4, 6, TimeSpan.Zero), "alice@contoso.example", "notebook", "master", "LOGIN", null));

        var results = RecordedResults.Of(session, "SELECT UtcTime, UserName, Statement, ErrorNumber FROM sandbox.audit WHERE UserName LIKE 'bob%'");

        Assert.Equal(
            [new DateTime(2024, 1, 2, 3, 4, 5), "bob@contoso.example", "SELECT 'it''s'", 208], Assert.Single(results.Results[0].Rows));
        Assert.Equal(2, RecordedResults.Of(session, "SELECT COUNT(*) FROM sandbox.audit").Scalar());
    }

    [Fact]
    public void Fixture_tables_go_out_as_they_are()
    {
        using var session = Open();

        var everything = RecordedResults.Of(session, "SELECT * FROM types.everything").Results[0];
        var some = RecordedResults.Of(session, "SELECT value, ID FROM [types].[DateTimeOffset]").Results[0];

        Assert.Contains(everything.Columns, column => column.Type.Code == SqlTypeCode.DateTimeOffset);
        Assert.Equal(["value", "id"], some.Columns.Select(column => column.Name));
        Assert.IsType<DateTimeOffset>(some.Rows[0][0]);
    }

    [Fact]
    public void Nullability_follows_the_catalogue_and_ISNULL()
    {
        using var session = Open();

        var columns = RecordedResults.Of(
            session, "SELECT TOP 1 o.OrderId, o.Discount, ISNULL(o.Discount, 0), o.OrderId + 1, 5, c.Name FROM sales.Orders AS o LEFT JOIN sales.Customers AS c ON c.CustomerId = o.CustomerId").Results[0].Columns;

        Assert.Equal([false, true, false, true, false, true], columns.Select(column => column.Nullable));
    }

    private ISqlSession Open(string user = "alice@contoso.example") => fixture.Engine.OpenSession(user, string.Empty);
}
