using System.Data;
using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Sandbox.Engine;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Tds;

public sealed class ResponseTests : IAsyncDisposable
{
    private static readonly ResultColumn[] OneInt = [new("n", new SqlDataType(SqlTypeCode.Int), false)];
    private readonly TdsServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_error_carries_number_class_state_and_line()
    {
        _server.Engine.On("bad", run => run.Sink.Message(new SqlServerMessage(208, 16, 7, "Invalid object name 'nope'.", Line: 3)));
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("bad", connection);
        var error = Assert.Throws<SqlException>(command.ExecuteScalar).Errors[0];

        Assert.Equal((208, (byte)16, (byte)7, 3, "Invalid object name 'nope'."), (error.Number, error.Class, error.State, error.LineNumber, error.Message));
        command.CommandText = "SELECT 1";
        Assert.Equal(1, command.ExecuteScalar());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Prints_results_and_an_error_come_in_the_engine_s_order(bool withParameter)
    {
        _server.Engine.On("mixed", run =>
        {
            run.Sink.Message(new SqlServerMessage(0, 0, 1, "before"));
            run.Sink.EndStatement(null);
            run.Rows(OneInt, [1], [2]);
            run.Sink.Message(new SqlServerMessage(0, 0, 1, "between"));
            run.Sink.EndStatement(null);
            run.Rows(OneInt);
            run.Sink.EndStatement(7);
            run.Sink.StartResult(OneInt);
            run.Sink.Row([3]);
            run.Sink.Message(new SqlServerMessage(8134, 16, 1, "Divide by zero error encountered."));
        });
        await using var connection = await _server.OpenAsync();
        var seen = new List<string>();
        connection.InfoMessage += (_, message) => seen.Add(message.Message);
        await using var command = new SqlCommand("mixed", connection);
        if (withParameter)
        {
            command.Parameters.AddWithValue("@p", 1);
        }

        var failure = Assert.Throws<SqlException>(() => ReadAll(command, seen));

        Assert.Equal(["before", "[", "1", "2", "]", "between", "[", "]", "[", "3"], seen);
        Assert.Equal(8134, failure.Number);
        command.CommandText = "SELECT 1";
        Assert.Equal(1, command.ExecuteScalar());
    }

    [Fact]
    public async Task Rows_affected_are_counted_for_statements_and_not_for_results()
    {
        _server.Engine.On("change", run =>
        {
            run.Sink.EndStatement(null);
            run.Sink.EndStatement(5);
            run.Rows(OneInt, [1]);
            run.Sink.EndStatement(6);
        });
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("change", connection);

        Assert.Equal(11, command.ExecuteNonQuery());
    }

    [Fact]
    public async Task A_batch_that_says_nothing_is_answered()
    {
        _server.Engine.On("SET NOCOUNT ON", _ => { });
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("SET NOCOUNT ON", connection);

        Assert.Equal(-1, command.ExecuteNonQuery());
    }

    [Fact]
    public async Task A_change_of_database_reaches_the_client()
    {
        _server.Engine.On("USE other", run => run.Sink.DatabaseChanged("sales", "other"));
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("USE other", connection);
        command.ExecuteNonQuery();

        Assert.Equal("other", connection.Database);
    }

    [Fact]
    public async Task An_unknown_procedure_is_refused_by_name()
    {
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("dbo.sp_nope", connection) { CommandType = CommandType.StoredProcedure };
        var refused = Assert.Throws<SqlException>(() => command.ExecuteNonQuery());

        Assert.Equal((2812, "Could not find stored procedure 'dbo.sp_nope'."), (refused.Number, refused.Message));
        Assert.Equal(("EXEC dbo.sp_nope", (int?)2812), (_server.Audit.Entries[^1].Statement, _server.Audit.Entries[^1].ErrorNumber));
    }

    [Fact]
    public async Task A_procedure_that_is_called_by_name_runs_like_one_called_by_number()
    {
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("sys.sp_executesql", connection) { CommandType = CommandType.StoredProcedure };
        command.Parameters.AddWithValue("@stmt", "SELECT 1");

        Assert.Equal(1, command.ExecuteScalar());
    }

    [Fact]
    public async Task A_prepared_statement_runs_again_with_other_values()
    {
        _server.Engine.On("ECHO", run => run.Rows([new ResultColumn("v", run.Parameters[0].Type, true)], [run.Parameters[0].Value]));
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("ECHO", connection);
        var parameter = command.Parameters.Add("@v", SqlDbType.Int);
        parameter.Value = 0;
        command.Prepare();
        for (var value = 0; value < 3; value++)
        {
            parameter.Value = value;
            Assert.Equal(value, command.ExecuteScalar());
        }
    }

    [Fact]
    public async Task A_transaction_is_the_engine_s_to_grant_or_refuse()
    {
        await using var connection = await _server.OpenAsync();
        var refused = Assert.Throws<SqlException>(connection.BeginTransaction);
        Assert.Equal(102, refused.Number);

        _server.Engine.On("BEGIN TRANSACTION", run => run.Sink.EndStatement(null));
        _server.Engine.On("COMMIT TRANSACTION", run => run.Sink.EndStatement(null));
        await using var transaction = connection.BeginTransaction();
        await using var command = new SqlCommand("SELECT 1", connection, transaction);
        Assert.Equal(1, command.ExecuteScalar());
        transaction.Commit();
    }

    [Fact]
    public async Task A_defect_behind_the_wire_ends_its_session_and_no_other()
    {
        _server.Engine.On("defect", _ => throw new InvalidOperationException("with a secret value"));
        _server.Engine.On("wrong type", run => run.Rows(OneInt, [1], ["no int"]));
        await using var other = await _server.OpenAsync();
        foreach (var sql in new[] { "defect", "wrong type" })
        {
            await using var connection = await _server.OpenAsync();
            await using var command = new SqlCommand(sql, connection);
            var failure = Assert.Throws<SqlException>(() => ReadAll(command, []));
            Assert.Equal((50000, (byte)20), (failure.Number, failure.Class));
            Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
            Assert.Equal(ConnectionState.Closed, connection.State);
        }

        await using var still = new SqlCommand("SELECT 1", other);
        Assert.Equal(1, still.ExecuteScalar());
    }

    [Fact]
    public async Task The_audit_log_tells_who_asked_what_and_never_a_parameter_s_value()
    {
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("SELECT nope FROM t WHERE x = @secret", connection);
        command.Parameters.AddWithValue("@secret", "canary-value");
        Assert.Throws<SqlException>(command.ExecuteScalar);

        Assert.Equal(
            [("LOGIN", null), ("SELECT nope FROM t WHERE x = @secret", (int?)102)], _server.Audit.Entries.Select(entry => (entry.Statement, entry.ErrorNumber)));
        Assert.All(_server.Audit.Entries, entry => Assert.Equal(("alice@contoso.example", "tds tests", "sales"), (entry.UserName, entry.ApplicationName, entry.Database)));
        Assert.DoesNotContain("canary", string.Join('\n', _server.Audit.Entries), StringComparison.Ordinal);
    }

    private static void ReadAll(SqlCommand command, List<string> seen)
    {
        using var reader = command.ExecuteReader();
        do
        {
            if (reader.FieldCount == 0)
            {
                continue;
            }

            seen.Add("[");
            while (reader.Read())
            {
                seen.Add(reader.GetValue(0).ToString()!);
            }

            seen.Add("]");
        }
        while (reader.NextResult());
    }
}
