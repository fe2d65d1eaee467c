using NotebookSqlAuth.Sandbox.Engine;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Engine;

/// <summary>Names and values go through whole, whatever stands in them.</summary>
public sealed class HostileTextTests(EngineFixture fixture)
{
    public static TheoryData<string> Texts =>
    [
        "'", "''", "\"", "\"\"", "]", "[x]", "a'; DROP TABLE sales.Orders; --", "\\", "\\'", "$1", "$$", "{0}", "%s", "/*", "--", "\0", "a\0b", "\r\n\t",
        "\u2028", "日本語", "😀", "e\u0301", "İıßſ", "NSA-T-SQL|8134|16|x", "null", "c0", "t0", new string('x', 116),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_goes_through_as_literal_variable_and_parameter(string text)
    {
        using var session = Open();
        var literal = $"N'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        var parameter = new SqlParameterValue("@p", new SqlDataType(SqlTypeCode.NVarChar, 4000), text);

        var results = RecordedResults.Of(
            session, $"DECLARE @v nvarchar(4000) = {literal}; SELECT {literal}, @v, @p, CASE WHEN @p = {literal} AND @v LIKE @p THEN 1 ELSE 1 END WHERE @p = @v", parameter);

        Assert.Null(results.Error);
        Assert.Equal([text, text, text, 1], Assert.Single(results.Results[0].Rows));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Name_goes_through_as_alias_column_and_table(string name)
    {
        using var session = Open();
        var quoted = $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]";
        var temporary = $"[#{name.Replace("]", "]]", StringComparison.Ordinal)}]";

        var results = RecordedResults.Of(
            session, $"SELECT 1 AS {quoted} INTO {temporary}; SELECT {quoted}.{quoted} AS {quoted} FROM {temporary} AS {quoted} ORDER BY {quoted}; DROP TABLE {temporary}");

        Assert.Null(results.Error);
        Assert.Equal(name, Assert.Single(results.Results[0].Columns).Name);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_goes_into_a_table_and_is_found_there(string text)
    {
        using var session = Open();
        var parameter = new SqlParameterValue("@p", new SqlDataType(SqlTypeCode.NVarChar, 200), text);

        var results = RecordedResults.Of(session, "CREATE TABLE #t (v nvarchar(200)); INSERT #t VALUES (@p); SELECT v, LEN(v + N'.') FROM #t WHERE v = @p", parameter);

        Assert.Null(results.Error);
        Assert.Equal([text, text.Length + 1], Assert.Single(results.Results[0].Rows));
    }

    public static TheoryData<string> DeepBatches =>
    [
        "SELECT " + new string('(', 100_000) + "1" + new string(')', 100_000),
        "SELECT " + string.Concat(Enumerable.Repeat("CASE WHEN 1 = 1 THEN ", 50_000)) + "1" + string.Concat(Enumerable.Repeat(" END", 50_000)),
        "SELECT " + string.Concat(Enumerable.Repeat("- ", 100_000)) + "1",
        "SELECT 1 WHERE " + string.Concat(Enumerable.Repeat("NOT ", 100_000)) + "1 = 1",
        "SELECT 1" + string.Concat(Enumerable.Repeat(" + 1", 200_000)),
        "SELECT 1 WHERE 1 = 1" + string.Concat(Enumerable.Repeat(" AND 1 = 1", 100_000)),
        string.Concat(Enumerable.Repeat("IF 1 = 1 ", 50_000)) + "SELECT 1",
        string.Concat(Enumerable.Repeat("BEGIN ", 50_000)) + "SELECT 1" + string.Concat(Enumerable.Repeat(" END", 50_000)),
        "SELECT 1" + string.Concat(Enumerable.Repeat(" UNION ALL SELECT 1", 50_000)),
        "SELECT " + string.Concat(Enumerable.Repeat("CASE ", 60)) + "1" + string.Concat(Enumerable.Repeat(" WHEN 1 THEN 1 WHEN 2 THEN 2 END", 60)),
    ];

    [Theory]
    [MemberData(nameof(DeepBatches), DisableDiscoveryEnumeration = true)]
    public void Batch_that_is_nested_too_deeply_is_refused_and_the_process_lives(string batch)
    {
        using var session = Open();

        Assert.Equal(191, RecordedResults.Of(session, batch).Error?.Number);
    }

    [Fact]
    public void Text_function_refuses_a_NUL_rather_than_cutting_there()
    {
        using var session = Open();

        var error = RecordedResults.Of(session, "SELECT LEFT(@p, 3)", new SqlParameterValue("@p", new SqlDataType(SqlTypeCode.NVarChar, 10), "a\0bc")).Error;

        Assert.Equal(50517, error?.Number);
    }

    [Fact]
    public void Parameters_keep_their_types()
    {
        using var session = Open();
        SqlParameterValue[] parameters =
        [
            new("@bit", new SqlDataType(SqlTypeCode.Bit), true),
            new("@int", new SqlDataType(SqlTypeCode.Int), int.MinValue),
            new("@bigint", new SqlDataType(SqlTypeCode.BigInt), long.MinValue),
            new("@decimal", new SqlDataType(SqlTypeCode.Decimal, 0, 38, 2), System.Data.SqlTypes.SqlDecimal.Parse("-123456789012345678901234567890123456.78")),
            new("@float", new SqlDataType(SqlTypeCode.Float), double.Epsilon),
            new("@date", new SqlDataType(SqlTypeCode.Date), DateOnly.MinValue),
            new("@datetime", new SqlDataType(SqlTypeCode.DateTime), new DateTime(2024, 1, 2, 3, 4, 5, 677)),
            new("@datetime2", new SqlDataType(SqlTypeCode.DateTime2, 0, 0, 7), DateTime.MaxValue),
            new("@guid", new SqlDataType(SqlTypeCode.UniqueIdentifier), new Guid("0e984725-c51c-4bf4-9960-e1c80e27aba0")),
            new("@binary", new SqlDataType(SqlTypeCode.VarBinary, 8000), new byte[] { 0, 255, 39 }),
            new("@null", new SqlDataType(SqlTypeCode.NVarChar, 10), null),
        ];

        var results = RecordedResults.Of(session, $"SELECT {string.Join(", ", parameters.Select(parameter => parameter.Name))}", parameters);

        Assert.Equal(parameters.Select(parameter => parameter.Type), results.Results[0].Columns.Select(column => column.Type));
        Assert.Equal(parameters.Select(parameter => parameter.Value), Assert.Single(results.Results[0].Rows));
    }

    private ISqlSession Open() => fixture.Engine.OpenSession("alice@contoso.example", string.Empty);
}
