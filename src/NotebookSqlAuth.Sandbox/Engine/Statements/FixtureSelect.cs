using Microsoft.SqlServer.TransactSql.ScriptDom;
using NotebookSqlAuth.Sandbox.Engine.Fixtures;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>
/// <c>SELECT * FROM types.x</c>, or what a reader that splits a table asks of it: some columns, filtered by whole numbers, derived tables
/// around them. Rows go from the fixture to the client, past DuckDB.
/// </summary>
internal static class FixtureSelect
{
    /// <summary>The rows; null when the statement reads no fixture table, or does more with it.</summary>
    public static FixtureRows? TryRead(SelectStatement statement, SessionState session) =>
        statement is { Into: null, WithCtesAndXmlNamespaces: null } ? TryRead(statement.QueryExpression, session) : null;

    /// <summary>Sends them; returns how many.</summary>
    public static long Send(FixtureRows rows, IResultSink sink, CancellationToken cancellationToken)
    {
        var count = 0L;
        sink.StartResult(rows.Columns);
        foreach (var row in rows.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sink.Row(row);
            count++;
        }

        sink.EndResult(count);
        return count;
    }

    private static FixtureRows? TryRead(QueryExpression query, SessionState session)
    {
        if (query is not QuerySpecification
            {
                FromClause.TableReferences: [var table],
                GroupByClause: null, HavingClause: null, OrderByClause: null, OffsetClause: null, TopRowFilter: null, WindowClause: null,
                ForClause: null, UniqueRowFilter: UniqueRowFilter.NotSpecified,
            } select
            || From(table, session) is not { } source)
        {
            return null;
        }

        if (select.WhereClause is { } where)
        {
            if (where.SearchCondition is null || FixtureFilter.Read(where.SearchCondition, source) is not { } filter)
            {
                return null;
            }

            source = source with { Rows = source.Rows.Where(row => filter(row) == true) };
        }

        var columns = select.SelectElements.Select(element => FixtureColumn.Read(element, source)).ToList();
        return columns.Contains(null) ? null : Select(source, [.. columns.SelectMany(some => some!)]);
    }

    private static FixtureRows? From(TableReference table, SessionState session)
    {
        if (table is QueryDerivedTable { Columns.Count: 0 } derived)
        {
            return TryRead(derived.QueryExpression, session) is { } rows ? Named(rows, derived) : null;
        }

        if (table is not NamedTableReference
            { SchemaObject: { SchemaIdentifier: not null, ServerIdentifier: null } name, TableHints.Count: 0, TableSampleClause: null, TemporalClause: null })
        {
            return null;
        }

        var isHere = string.Equals(name.DatabaseIdentifier?.Value ?? session.Database, SampleTables.DefaultDatabase, StringComparison.OrdinalIgnoreCase);
        return isHere && FixtureCatalogue.Find(name.SchemaIdentifier.Value, name.BaseIdentifier.Value) is { } fixture
            ? new FixtureRows(fixture.Columns, fixture.Rows)
            : null;
    }

    private static FixtureRows Named(FixtureRows rows, QueryDerivedTable derived)
    {
        TableColumns.RequireNames([.. rows.Columns.Select(column => column.Name)], derived.Alias.Value, derived.StartLine);
        return rows;
    }

    private static FixtureRows? Select(FixtureRows source, List<FixtureColumn> columns)
    {
        var names = columns.Select(column => column.Column).ToList();
        if (columns.TrueForAll(column => column.Gather is null))
        {
            return new FixtureRows(names, source.Rows.Select(row => columns.Select(column => column.Value(row)).ToArray()));
        }

        return columns.TrueForAll(column => column.Gather is not null)
            ? new FixtureRows(names, [[.. columns.Select(column => column.Gather!(source.Rows.Select(column.Value)))]])
            : null;
    }
}
