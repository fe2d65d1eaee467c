using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>FROM: tables, joins, derived tables. Anything else is refused by name.</summary>
internal sealed class FromTranslator(QueryTranslator queries, ColumnScope? outer)
{
    /// <summary>DuckDB's text of the clause and the tables it brings into sight.</summary>
    public (string Sql, IReadOnlyList<SourceTable> Tables) Translate(FromClause from)
    {
        var all = from.TableReferences.Select(Table).ToList();
        var tables = all.SelectMany(item => item.Tables).ToList();
        var exposed = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in tables.Select(table => string.Join('.', table.Names)))
        {
            if (!exposed.Add(name))
            {
                throw SqlErrors.Error(
                    1013, 16, $"The objects \"{name}\" and \"{name}\" in the FROM clause have the same exposed names. Use correlation names to distinguish them.", from.StartLine);
            }
        }

        return (string.Join(", ", all.Select(item => item.Sql)), tables);
    }

    private (string Sql, IReadOnlyList<SourceTable> Tables) Table(TableReference reference) => reference switch
    {
        NamedTableReference named => Named(named),
        QueryDerivedTable derived => Derived(derived),
        InlineDerivedTable values => Values(values),
        JoinParenthesisTableReference inner => Table(inner.Join),
        QualifiedJoin join => Join(join),
        UnqualifiedJoin { UnqualifiedJoinType: UnqualifiedJoinType.CrossJoin } cross => Cross(cross),
        _ => throw SqlErrors.NotSupported(NodeNames.Of(reference), reference.StartLine),
    };

    private (string Sql, IReadOnlyList<SourceTable> Tables) Named(NamedTableReference named)
    {
        if (named.TableHints.Count > 0 || named.TableSampleClause is not null || named.TemporalClause is not null || named.ForPath)
        {
            throw SqlErrors.NotSupported("table hint, TABLESAMPLE or FOR clause", named.StartLine);
        }

        var name = named.SchemaObject;
        var alias = queries.Context.NextAlias("t");
        if (name.Count == 1 && queries.CommonTables.TryGetValue(name.BaseIdentifier.Value, out var common))
        {
            return ($"({common.Sql}) AS {alias}", [Source(named.Alias, name, common.Columns, alias)]);
        }

        var table = TableLookup.Find(name, queries.Context.Session);
        var columns = table.Columns.Select(column => new SourceColumn(column.Name, new TypedSql($"{alias}.{column.Physical}", column.Type, column.Nullable)));
        return ($"{queries.Context.Physical(table)} AS {alias}", [new SourceTable(Names(named.Alias, name), [.. columns])]);
    }

    private (string Sql, IReadOnlyList<SourceTable> Tables) Derived(QueryDerivedTable derived)
    {
        var query = TableColumns.Name(queries.Subquery(derived.QueryExpression, outer), derived.Columns, derived.Alias.Value, derived.StartLine);
        var alias = queries.Context.NextAlias("t");
        return ($"({query.Sql}) AS {alias}", [Source(derived.Alias, null, query.Columns, alias)]);
    }

    private (string Sql, IReadOnlyList<SourceTable> Tables) Values(InlineDerivedTable values)
    {
        var query = TableColumns.Name(new RowValuesTranslator(queries, outer).Translate(values.RowValues), values.Columns, values.Alias.Value, values.StartLine);
        var alias = queries.Context.NextAlias("t");
        return ($"({query.Sql}) AS {alias}", [Source(values.Alias, null, query.Columns, alias)]);
    }

    private (string Sql, IReadOnlyList<SourceTable> Tables) Cross(UnqualifiedJoin join)
    {
        var (left, right) = (Table(join.FirstTableReference), Table(join.SecondTableReference));
        return ($"({left.Sql} CROSS JOIN {right.Sql})", [.. left.Tables, .. right.Tables]);
    }

    private (string Sql, IReadOnlyList<SourceTable> Tables) Join(QualifiedJoin join)
    {
        if (join.JoinHint != JoinHint.None)
        {
            throw SqlErrors.NotSupported($"{join.JoinHint.ToString().ToUpperInvariant()} join hint", join.StartLine);
        }

        var (left, right) = (Table(join.FirstTableReference), Table(join.SecondTableReference));
        var scope = new ColumnScope(outer);
        scope.Add(left.Tables.Concat(right.Tables));
        var condition = new ExpressionTranslator(queries.Context, queries, scope).Predicates.Translate(join.SearchCondition);
        var (word, leftTables, rightTables) = join.QualifiedJoinType switch
        {
            QualifiedJoinType.LeftOuter => ("LEFT", left.Tables, Nullable(right.Tables)),
            QualifiedJoinType.RightOuter => ("RIGHT", Nullable(left.Tables), right.Tables),
            QualifiedJoinType.FullOuter => ("FULL", Nullable(left.Tables), Nullable(right.Tables)),
            _ => ("INNER", left.Tables, right.Tables),
        };
        return ($"({left.Sql} {word} JOIN {right.Sql} ON {condition})", [.. leftTables, .. rightTables]);
    }

    private static SourceTable Source(Identifier? tableAlias, SchemaObjectName? name, IEnumerable<OutputColumn> columns, string alias) =>
        new(Names(tableAlias, name), [.. columns.Select(column => new SourceColumn(column.Name, column.Reference(alias)))]);

    private static List<string> Names(Identifier? alias, SchemaObjectName? name) =>
        alias is null ? [.. name!.Identifiers.Select(part => part.Value)] : [alias.Value];

    private static List<SourceTable> Nullable(IEnumerable<SourceTable> tables) => [.. tables.Select(table => table.AsNullable())];
}
