using Microsoft.SqlServer.TransactSql.ScriptDom;
using NotebookSqlAuth.Sandbox.Engine.Fixtures;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary><c>SELECT * FROM types.x</c>, or some of its columns: rows go from the fixture to the client, past DuckDB.</summary>
internal sealed class FixtureSelect(FixtureTable table, IReadOnlyList<int> ordinals)
{
    /// <summary>Null when the statement reads no fixture table, or does more with it than select plain columns.</summary>
    public static FixtureSelect? TryRead(SelectStatement statement, SessionState session)
    {
        var isPlain = statement is { Into: null, WithCtesAndXmlNamespaces: null, QueryExpression: QuerySpecification
        {
            FromClause.TableReferences: [NamedTableReference { SchemaObject: { SchemaIdentifier: not null, ServerIdentifier: null }, TableHints.Count: 0, TableSampleClause: null, TemporalClause: null }],
            WhereClause: null, GroupByClause: null, HavingClause: null, OrderByClause: null, OffsetClause: null, TopRowFilter: null, WindowClause: null,
            ForClause: null, UniqueRowFilter: UniqueRowFilter.NotSpecified,
        } };
        if (!isPlain)
        {
            return null;
        }

        var select = (QuerySpecification)statement.QueryExpression;
        var name = ((NamedTableReference)select.FromClause.TableReferences[0]).SchemaObject;
        var database = name.DatabaseIdentifier?.Value ?? session.Database;
        if (!string.Equals(database, SampleTables.DefaultDatabase, StringComparison.OrdinalIgnoreCase)
            || FixtureCatalogue.Find(name.SchemaIdentifier.Value, name.BaseIdentifier.Value) is not { } table)
        {
            return null;
        }

        var ordinals = select.SelectElements.Select(element => Ordinals(element, table)).ToList();
        return ordinals.Contains(null) ? null : new FixtureSelect(table, [.. ordinals.SelectMany(some => some!)]);
    }

    public long Send(IResultSink sink, CancellationToken cancellationToken)
    {
        sink.StartResult([.. ordinals.Select(ordinal => table.Columns[ordinal])]);
        foreach (var row in table.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sink.Row([.. ordinals.Select(ordinal => row[ordinal])]);
        }

        sink.EndResult(table.Rows.Count);
        return table.Rows.Count;
    }

    private static int[]? Ordinals(SelectElement element, FixtureTable table) => element switch
    {
        SelectStarExpression { Qualifier: null } => [.. Enumerable.Range(0, table.Columns.Count)],
        SelectScalarExpression { ColumnName: null, Expression: ColumnReferenceExpression { ColumnType: ColumnType.Regular, Collation: null, MultiPartIdentifier.Count: 1 } column } =>
            [Find(column, table)],
        _ => null,
    };

    private static int Find(ColumnReferenceExpression column, FixtureTable table)
    {
        var name = column.MultiPartIdentifier.Identifiers[0].Value;
        var ordinal = table.Columns.ToList().FindIndex(candidate => string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase));
        return ordinal >= 0 ? ordinal : throw SqlErrors.InvalidColumn(name, column.StartLine);
    }
}
