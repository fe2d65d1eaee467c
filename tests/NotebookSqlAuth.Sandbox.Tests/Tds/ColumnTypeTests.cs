using System.Data.SqlTypes;
using Microsoft.Data.SqlClient;
using NotebookSqlAuth.Sandbox.Engine;
using NotebookSqlAuth.Sandbox.Engine.Fixtures;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Tds;

public sealed class ColumnTypeTests : IAsyncDisposable
{
    private readonly TdsServer _server = new();

    public static TheoryData<string> TableNames => [.. FixtureCatalogue.Tables.Select(table => table.Name)];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(TableNames))]
    public async Task Every_value_of_a_type_arrives_as_it_was_sent(string name)
    {
        var table = Serve(name);
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand(name, connection);
        await using var reader = command.ExecuteReader();

        foreach (var expected in table.Rows)
        {
            Assert.True(reader.Read());
            Assert.Equal(expected, Enumerable.Range(0, reader.FieldCount).Select(ordinal => Value(reader, ordinal)));
        }

        Assert.False(reader.Read());
    }

    [Theory]
    [MemberData(nameof(TableNames))]
    public async Task Columns_say_their_name_type_and_nullability(string name)
    {
        var table = Serve(name);
        await using var connection = await _server.OpenAsync();
        await using var command = new SqlCommand(name, connection);
        await using var reader = command.ExecuteReader();

        var columns = reader.GetColumnSchema();
        Assert.Equal(table.Columns.Select(column => column.Name), columns.Select(column => column.ColumnName));
        Assert.Equal(table.Columns.Select(column => (bool?)column.Nullable), columns.Select(column => column.AllowDBNull));
        Assert.Equal(
            table.Columns.Select(column => TypeName(column.Type.Code)), Enumerable.Range(0, reader.FieldCount).Select(ordinal => reader.GetDataTypeName(ordinal).ToUpperInvariant()));
        foreach (var (column, seen) in table.Columns.Zip(columns))
        {
            if (column.Type.Code == SqlTypeCode.Decimal)
            {
                Assert.Equal((column.Type.Precision, column.Type.Scale), (seen.NumericPrecision!.Value, seen.NumericScale!.Value));
            }

            if (column.Type.Length != 0)
            {
                Assert.Equal(column.Type.Length == -1 ? int.MaxValue : column.Type.Length, seen.ColumnSize);
            }
        }
    }

    [Fact]
    public void Every_type_has_a_fixture_table() =>
        Assert.Equal(
            Enum.GetValues<SqlTypeCode>().Order(), FixtureCatalogue.Tables.SelectMany(table => table.Columns).Select(column => column.Type.Code).Distinct().Order());

    private FixtureTable Serve(string name)
    {
        var table = FixtureCatalogue.Find("TYPES", name)!;
        _server.Engine.On(name, run => run.Rows(table.Columns, table.Rows));
        return table;
    }

    private static object? Value(SqlDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal)
            ? null
            : reader.GetProviderSpecificFieldType(ordinal) == typeof(SqlDecimal)
                ? reader.GetSqlDecimal(ordinal)
                : reader.GetDataTypeName(ordinal) == "date"
                    ? DateOnly.FromDateTime(reader.GetDateTime(ordinal))
                    : reader.GetValue(ordinal);

    private static string TypeName(SqlTypeCode code) => code.ToString().ToUpperInvariant();
}
