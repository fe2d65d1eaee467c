using NotebookSqlAuth.Sandbox.Engine;
using Xunit;

namespace NotebookSqlAuth.Sandbox.Tests.Engine;

/// <summary>What a reader that splits a table may ask of the fixture tables.</summary>
public sealed class FixtureSelectTests(EngineFixture fixture)
{
    [Theory]
    [InlineData("SELECT \"value\" FROM (SELECT * FROM types.int) SPARK_GEN_SUBQ_0 WHERE \"id\" < 3 or \"id\" is null", "int", "123456 / -2147483648")]
    [InlineData("SELECT id FROM types.int WHERE value >= -1 AND (value < 1 OR value > 2147483646)", "int", "3 / 4")]
    [InlineData("SELECT id FROM types.int WHERE value IS NULL", "int", "5")]
    [InlineData("SELECT id FROM types.int WHERE value IS NOT NULL AND id = 1", "int", "1")]
    [InlineData("SELECT id FROM types.int WHERE value <= 0 AND 1 = 1", "int", "2 / 4")]
    [InlineData("SELECT * FROM types.bit WHERE 1=0", "int, bit", "")]
    [InlineData("SELECT MIN(value) AS low, MAX(id) AS high FROM (SELECT value, id FROM types.bigint) AS q", "bigint, int", "-9223372036854775808, 5")]
    [InlineData("SELECT MIN(value), MAX(value) FROM types.int WHERE id = 5", "int, int", "NULL, NULL")]
    [InlineData("SELECT 1 FROM (SELECT * FROM types.xml) AS q WHERE id <= 2", "int", "1 / 1")]
    [InlineData("SELECT MAX(value) FROM types.date", "date", "9999-12-31")]
    [InlineData("SELECT CONVERT(varchar(34), value, 121) AS text FROM types.datetimeoffset WHERE id = 1", "varchar(34)", "'2024-02-29 13:45:30.1234567 +05:30'")]
    [InlineData("SELECT CONVERT(varchar(34), value, 121) FROM types.time WHERE id >= 3", "varchar(34)", "'23:59:59.9999999' / NULL")]
    [InlineData("SELECT CONVERT(varchar(34), value, 121) FROM types.smalldatetime WHERE id = 1", "varchar(34)", "'2024-02-29 13:46:00.000'")]
    [InlineData("SELECT CONVERT(varchar(4), value, 121) FROM types.date WHERE id = 1", "varchar(4)", "'2024'")]
    public void Fixture_rows_are_filtered_gathered_and_written_as_text(string batch, string types, string rows)
    {
        using var session = fixture.Engine.OpenSession("alice@contoso.example", string.Empty);

        var results = RecordedResults.Of(session, batch);

        Assert.Null(results.Error);
        Assert.Equal(types, string.Join(", ", results.Results[0].Columns.Select(column => RecordedResults.Text(column.Type))), ignoreCase: true);
        Assert.Equal(rows, string.Join(" / ", results.Results[0].Rows.Select(row => string.Join(", ", row.Select(RecordedResults.Text)))));
    }

    [Theory]
    [InlineData("SELECT nothing FROM (SELECT * FROM types.int) AS q", 207)]
    [InlineData("SELECT * FROM types.int WHERE nothing = 1", 207)]
    [InlineData("SELECT * FROM (SELECT id, id FROM types.int) AS q", 8156)]
    [InlineData("SELECT * FROM (SELECT MIN(id) FROM types.int) AS q", 8155)]
    [InlineData("SELECT id, MIN(id) FROM types.int", 50517)]
    [InlineData("SELECT MIN(value) FROM types.bit", 50517)]
    [InlineData("SELECT MIN(value) FROM types.nvarchar", 50517)]
    [InlineData("SELECT * FROM types.int WHERE value LIKE '1'", 50517)]
    [InlineData("SELECT * FROM types.money WHERE value = 1.5", 50517)]
    public void What_is_wrong_or_more_is_refused(string batch, int number)
    {
        using var session = fixture.Engine.OpenSession("alice@contoso.example", string.Empty);

        Assert.Equal(number, RecordedResults.Of(session, batch).Error?.Number);
    }
}
