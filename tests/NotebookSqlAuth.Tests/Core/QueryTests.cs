using NotebookSqlAuth.Errors;
using NotebookSqlAuth.Sandbox;
using NotebookSqlAuth.Sql;
using Xunit;
using static NotebookSqlAuth.Tests.Core.SignedInSandbox;

namespace NotebookSqlAuth.Tests.Core;

public sealed class QueryTests(SignedInSandbox sandbox) : IClassFixture<SignedInSandbox>, IAsyncLifetime
{
    private SqlSession _session = null!;

    public async ValueTask InitializeAsync() => _session = await sandbox.OpenAsync();

    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<UserError> FailAsync(string sql, params (string Name, object? Value)[] variables)
    {
        var error = await Assert.ThrowsAsync<UserError>(() => RunAsync(_session, sql, variables));
        Assert.Null(error.InnerException);
        return error;
    }

    private async Task<object?> ScalarAsync(string sql, params (string Name, object? Value)[] variables) =>
        (await RunAsync(_session, sql, variables)).ResultSets[0].Frame.Columns[0][0];

    public static TheoryData<object?, string> Variables => new()
    {
        { 42, "42" },
        { 1L << 40, "1099511627776" },
        { 12.3400m, "12.3400" },
        { -0.001m, "-0.001" },
        { decimal.MaxValue, "79228162514264337593543950335" },
        { 1.5, "1.5" },
        { true, "True" },
        { "O'Brien 数据", "O'Brien 数据" },
        { new string('x', 5000), new string('x', 5000) },
        { new DateTime(2024, 2, 29, 13, 45, 30).AddTicks(1234567), "2024-02-29T13:45:30.1234567" },
        { new Guid("6f9619ff-8b86-d011-b42d-00c04fc964ff"), "6f9619ff-8b86-d011-b42d-00c04fc964ff" },
        { null, "NULL" },
    };

    [Theory]
    [MemberData(nameof(Variables))]
    public async Task A_variable_is_bound_with_its_type(object? value, string expected)
    {
        var answer = await ScalarAsync("SELECT @value AS answer", ("value", value));

        var text = answer switch
        {
            null => "NULL",
            DateTime time => time.ToString("O"),
            IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            _ => answer.ToString(),
        };
        Assert.Equal(expected, text);
        Assert.Equal(value?.GetType() ?? typeof(string), answer?.GetType() ?? typeof(string));
    }

    [Fact]
    public async Task A_bound_variable_filters_rows()
    {
        var all = (int)(await ScalarAsync("SELECT COUNT(*) FROM sales.Orders"))!;
        var some = (int)(await ScalarAsync("SELECT COUNT(*) FROM sales.Orders WHERE Total > @minimum", ("minimum", 500m)))!;

        Assert.InRange(some, 1, all - 1);
    }

    [Fact]
    public async Task A_missing_variable_is_named_before_anything_runs()
    {
        var before = sandbox.Host.Audit.Entries.Count;

        var error = await FailAsync("SELECT 1\nGO\nSELECT @minimum");

        Assert.Equal(ErrorCodes.MissingVariable, error.Code);
        Assert.Contains("`var minimum = 100;`", error.Next, StringComparison.Ordinal);
        Assert.Equal(before, sandbox.Host.Audit.Entries.Count);
    }

    [Fact]
    public async Task A_variable_of_another_type_is_named_with_its_type_and_not_its_value()
    {
        var error = await FailAsync("SELECT @ids", ("ids", new List<int> { 4711 }));

        Assert.Equal(ErrorCodes.UnsupportedVariableType, error.Code);
        Assert.Contains("`ids`", error.What, StringComparison.Ordinal);
        Assert.Contains("List<Int32>", error.What, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT 1\n\nSELEC 2 x y", 102, 3)]
    [InlineData("SELECT 1\nGO\n-- a comment\nSELECT 1 FROM FROM", 156, 4)]
    [InlineData("SELECT\n  1,\n  NoSuchColumn\nFROM sales.Orders", 207, 3)]
    [InlineData("SELECT 1\nGO\nSELECT *\nFROM sales.Nothing", 208, 4)]
    public async Task A_servers_error_has_its_number_and_the_line_of_the_sql(string sql, int number, int line)
    {
        var error = await FailAsync(sql);

        Assert.Equal((ErrorCodes.QueryFailed, number), (error.Code, error.ServerErrorNumber));
        Assert.Contains($"error {number} in line {line} of the SQL.", error.What, StringComparison.Ordinal);
        Assert.True(_session.IsOpen);
    }

    [Fact]
    public async Task Temporary_tables_last_from_query_to_query()
    {
        await RunAsync(_session, "CREATE TABLE #kept (id int)\nGO\nINSERT #kept VALUES (1), (2)");

        Assert.Equal(2, await ScalarAsync("SELECT COUNT(*) FROM #kept"));
        using var other = await sandbox.OpenAsync();
        var error = await Assert.ThrowsAsync<UserError>(() => RunAsync(other, "SELECT * FROM #kept"));
        Assert.Equal(208, error.ServerErrorNumber);
    }

    [Fact]
    public async Task A_pooled_session_begins_clean()
    {
        await RunAsync(_session, "CREATE TABLE #left (id int)");
        _session.Dispose();
        _session = await sandbox.OpenAsync();

        Assert.Equal(208, (await FailAsync("SELECT * FROM #left")).ServerErrorNumber);
    }

    [Fact]
    public async Task Use_lasts_and_the_session_says_so()
    {
        await RunAsync(_session, "USE master");

        Assert.Equal("master", _session.Database);
        Assert.Equal("master", await ScalarAsync("SELECT DB_NAME()"));
    }

    [Fact]
    public async Task What_ends_with_a_batch_because_a_variable_is_bound_is_said()
    {
        var result = await RunAsync(_session, "SELECT OrderId INTO #few FROM sales.Orders WHERE OrderId <= @last", ("last", 3));

        Assert.Contains(result.Messages, message => message.Contains("#few", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Messages_come_in_order_and_rows_affected_are_summed()
    {
        var result = await RunAsync(
            _session, "PRINT 'one' CREATE TABLE #t (id int) INSERT #t VALUES (1), (2), (3) PRINT 'two'\nGO\nDELETE FROM #t WHERE id > 1");

        Assert.Equal(["one", "two"], result.Messages);
        Assert.Equal(5, result.RowsAffected);
        Assert.Empty(result.ResultSets);
    }

    [Fact]
    public async Task What_was_printed_before_an_error_comes_with_it_in_order()
    {
        var error = await Assert.ThrowsAsync<UserError>(
            () => RunAsync(_session, "PRINT 'first batch'\nGO\nPRINT 'two'\nSELECT 1 AS a\nPRINT 'three'\nSELECT 1/0"));

        Assert.Equal(8134, error.ServerErrorNumber);
        Assert.Equal(["first batch", "two", "three"], error.ServerMessages);
    }

    [Fact]
    public async Task A_select_affects_no_rows()
    {
        var result = await RunAsync(_session, "SELECT 1 AS a");

        Assert.Null(result.RowsAffected);
        Assert.True(result.Elapsed > TimeSpan.Zero);
    }

    [Fact]
    public async Task A_batch_may_answer_several_result_sets()
    {
        var result = await RunAsync(_session, "SELECT 1 AS a SELECT 'x' AS b, 'y' AS c\nGO 2");

        Assert.Equal([1, 2, 1, 2], result.ResultSets.Select(set => set.Frame.Columns.Count));
    }

    [Fact]
    public async Task Text_without_a_statement_answers_nothing()
    {
        var result = await RunAsync(_session, "-- nothing\nGO");

        Assert.Empty(result.ResultSets);
        Assert.Empty(result.Messages);
    }

    [Fact]
    public async Task Rows_are_cut_at_the_limit_and_it_is_said()
    {
        var result = await RunAsync(_session, "SELECT * FROM sales.Orders", new QueryOptions { MaxRows = 10 });

        var set = Assert.Single(result.ResultSets);
        Assert.Equal((10, true), (set.Frame.Rows.Count, set.Truncated));
        Assert.Contains("10", Assert.Single(set.Notices), StringComparison.Ordinal);
        Assert.Equal(1, await ScalarAsync("SELECT 1"));
    }

    [Fact]
    public async Task A_limit_that_is_just_reached_cuts_nothing()
    {
        var set = (await RunAsync(_session, "SELECT TOP 10 * FROM sales.Orders", new QueryOptions { MaxRows = 10 })).ResultSets[0];

        Assert.False(set.Truncated);
        Assert.Empty(set.Notices);
    }

    [Fact]
    public async Task What_follows_a_cut_result_set_runs_all_the_same()
    {
        var result = await RunAsync(
            _session,
            "CREATE TABLE #after (id int) SELECT * FROM sales.Orders INSERT #after VALUES (1) SELECT COUNT(*) AS n FROM #after",
            new QueryOptions { MaxRows = 5 });

        Assert.Equal([true, false], result.ResultSets.Select(set => set.Truncated));
        Assert.Equal(1, result.ResultSets[1].Frame["n"][0]);
    }

    [Fact]
    public async Task The_timeout_bounds_the_wait_and_the_session_goes_on()
    {
        var error = await Assert.ThrowsAsync<UserError>(
            () => RunAsync(_session, "WAITFOR DELAY '00:01:00'", new QueryOptions { Timeout = TimeSpan.FromSeconds(0.3) }));

        Assert.Equal(ErrorCodes.QueryTimeout, error.Code);
        Assert.Contains("0.3 s", error.What, StringComparison.Ordinal);
        Assert.Equal(1, await ScalarAsync("SELECT 1"));
    }

    [Fact]
    public async Task A_running_query_is_cancelled_and_the_session_goes_on()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        cancel.CancelAfter(TimeSpan.FromSeconds(0.3));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => QueryRunner.RunAsync(
            _session, QueryText.Parse("WAITFOR DELAY '00:01:00'"), new Dictionary<string, object?>(), new QueryOptions(), null, cancel.Token));

        Assert.Equal(1, await ScalarAsync("SELECT 1"));
    }

    [Fact]
    public async Task A_query_that_is_cancelled_before_it_starts_never_reaches_the_server()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var before = sandbox.Host.Audit.Entries.Count;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => QueryRunner.RunAsync(
            _session, QueryText.Parse("SELECT 1"), new Dictionary<string, object?>(), new QueryOptions(), null, cancelled.Token));

        Assert.Equal(before, sandbox.Host.Audit.Entries.Count);
    }

    [Fact]
    public async Task A_second_query_waits_for_the_first()
    {
        var first = RunAsync(_session, "CREATE TABLE #turn (id int)\nGO\nWAITFOR DELAY '00:00:00.200'\nGO\nINSERT #turn VALUES (1)");
        var second = ScalarAsync("SELECT COUNT(*) FROM #turn");

        Assert.Equal(1, await second);
        await first;
    }

    [Fact]
    public async Task A_secret_never_reaches_a_servers_statement_log()
    {
        await ScalarAsync("SELECT @value", ("value", "s3cret-value"));

        Assert.DoesNotContain(sandbox.Host.Audit.Entries, entry => entry.Statement.Contains("s3cret-value", StringComparison.Ordinal));
    }
}
