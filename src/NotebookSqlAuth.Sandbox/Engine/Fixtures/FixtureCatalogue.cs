namespace NotebookSqlAuth.Sandbox.Engine.Fixtures;

/// <summary>The tables of the schema <c>types</c>: every SQL Server type that the sandbox speaks, with ordinary, edge and NULL rows.</summary>
/// <remarks>
/// <c>types.int</c>, <c>types.datetimeoffset</c> and so on have the columns <c>id</c> (int) and <c>value</c> (nullable): first an ordinary
/// value, then the lowest, the highest and further edges, at last NULL. <c>types.everything</c> has one column per type, named after it, xml
/// aside, and four rows: ordinary, lowest, highest, all NULL. Thread-safe.
/// </remarks>
public static class FixtureCatalogue
{
    /// <summary>The schema that the fixture tables live in.</summary>
    public const string Schema = "types";

    private static readonly Dictionary<string, FixtureTable> ByName = Build().ToDictionary(table => table.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All fixture tables, by name.</summary>
    public static IReadOnlyList<FixtureTable> Tables { get; } = [.. ByName.Values.OrderBy(table => table.Name, StringComparer.Ordinal)];

    /// <summary>Finds a table; names compare without regard to case, as in SQL Server's usual collation. Null when there is none.</summary>
    public static FixtureTable? Find(string schema, string table) =>
        string.Equals(schema, Schema, StringComparison.OrdinalIgnoreCase) ? ByName.GetValueOrDefault(table) : null;

    private static IEnumerable<FixtureTable> Build()
    {
        foreach (var series in FixtureSeries.All)
        {
            yield return OneType(series);
        }

        yield return Everything([.. FixtureSeries.All.Where(series => series.Type.Code != SqlTypeCode.Xml)]);
    }

    private static FixtureTable OneType(FixtureSeries series)
    {
        var rows = series.Values.Cast<object?>().Append(null).Select((value, index) => new[] { index + 1, value });
        return new FixtureTable(series.Name, [IdColumn, new ResultColumn("value", series.Type, Nullable: true)], [.. rows]);
    }

    private static FixtureTable Everything(FixtureSeries[] series)
    {
        var columns = series.Select(one => new ResultColumn(one.Name, one.Type, Nullable: true)).Prepend(IdColumn);
        var rows = Enumerable.Range(0, 4).Select(row => series.Select(one => row < 3 ? one.Values[row] : null).Prepend(row + 1).ToArray());
        return new FixtureTable("everything", [.. columns], [.. rows]);
    }

    private static ResultColumn IdColumn => new("id", new SqlDataType(SqlTypeCode.Int), Nullable: false);
}
