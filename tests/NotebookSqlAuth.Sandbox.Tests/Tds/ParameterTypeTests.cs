using System.Data;
using System.Data.SqlTypes;
using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Sandbox.Engine;
using NotebookSqlAuth.Sandbox.Engine.Fixtures;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Tds;

public sealed class ParameterTypeTests : IAsyncDisposable
{
    private readonly TdsServer _server = new();
    private SqlParameterValue? _received;

    public ParameterTypeTests() => _server.Engine.On("ECHO", run =>
    {
        _received = Assert.Single(run.Parameters);
        run.Rows([new ResultColumn("value", _received.Type, true)], [_received.Value]);
    });

    public static TheoryData<string> SeriesNames => [.. FixtureCatalogue.Tables.Select(table => table.Name).Where(name => name != "everything")];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(SeriesNames))]
    public async Task Every_value_of_a_type_goes_to_the_engine_and_back(string name)
    {
        var table = FixtureCatalogue.Find("types", name)!;
        var type = table.Columns[1].Type;
        await using var connection = await _server.OpenAsync();
        foreach (var value in table.Rows.Select(row => row[1]))
        {
            await using var command = new SqlCommand("ECHO", connection);
            command.Parameters.Add(Parameter(type, value));
            await using var reader = command.ExecuteReader();

            Assert.True(reader.Read());
            Assert.Equal(value, _received!.Value);
            Assert.Equal(("@value", type.Code), (_received.Name, _received.Type.Code));
            Assert.Equal(value is null, reader.IsDBNull(0));
            Assert.Equal(type.Scale, _received.Type.Scale);
        }
    }

    [Theory]
    [InlineData(SqlDbType.NText, "ntext")]
    [InlineData(SqlDbType.Image, "image")]
    [InlineData(SqlDbType.Variant, "sql_variant")]
    public async Task A_parameter_type_that_the_sandbox_does_not_take_is_refused_by_name(SqlDbType type, string name)
    {
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("ECHO", connection);
        command.Parameters.Add(new SqlParameter("@value", type) { Value = type == SqlDbType.Image ? new byte[] { 1 } : "x" });
        var refused = Assert.Throws<SqlException>(command.ExecuteScalar);

        Assert.Equal(40510, refused.Number);
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        command.Parameters.Clear();
        command.CommandText = "SELECT 1";
        Assert.Equal(1, command.ExecuteScalar());
    }

    [Fact]
    public async Task An_output_parameter_is_refused_by_name()
    {
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("ECHO", connection);
        command.Parameters.Add(new SqlParameter("@total", SqlDbType.Int) { Direction = ParameterDirection.Output });

        Assert.Contains("@total", Assert.Throws<SqlException>(command.ExecuteScalar).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_of_ten_megabytes_goes_to_the_engine_and_back()
    {
        var text = new string('\u03c9', 5 * 1024 * 1024);
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand("ECHO", connection);
        command.Parameters.Add(new SqlParameter("@value", SqlDbType.NVarChar, -1) { Value = text });

        Assert.Equal(text, command.ExecuteScalar());
    }

    private static SqlParameter Parameter(SqlDataType type, object? value)
    {
        var parameter = new SqlParameter("@value", Enum.Parse<SqlDbType>(type.Code.ToString()))
        {
            Value = value switch { null => DBNull.Value, DateOnly date => date.ToDateTime(TimeOnly.MinValue), _ => value },
        };
        if (type.Length != 0)
        {
            parameter.Size = type.Length;
        }

        if (value is SqlDecimal || type.Code == SqlTypeCode.Decimal)
        {
            parameter.Precision = type.Precision;
        }

        if (type.Scale != 0)
        {
            parameter.Scale = type.Scale;
        }

        return parameter;
    }
}
