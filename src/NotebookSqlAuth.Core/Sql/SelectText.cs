using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sql;

/// <summary>A batch that is one SELECT, taken apart so that it can become part of another query.</summary>
/// <param name="CommonTables">Its WITH clause, as written; empty where it has none. It must stay in front of the whole statement.</param>
/// <param name="Query">The rest, as written: what may stand in parentheses after FROM.</param>
public sealed record SelectText(string CommonTables, string Query)
{
    /// <summary>Clauses that belong to a whole statement and not to a part of one: <c>OPTION</c>, <c>FOR</c>.</summary>
    public IReadOnlyList<string> StatementClauses { get; init; } = [];

    /// <summary>The #temp tables that it reads, which no session but its own sees.</summary>
    public IReadOnlyList<string> TemporaryTables { get; init; } = [];

    /// <summary>What makes it answer other rows each time it runs, by its T-SQL name: a TOP without ORDER BY, TABLESAMPLE, NEWID() and the like.</summary>
    public IReadOnlyList<string> UnrepeatableParts { get; init; } = [];

    /// <summary>What chooses among rows by an order: where rows tie in it, the choice is the server's each time it runs.</summary>
    public IReadOnlyList<string> OrderedChoices { get; init; } = [];

    /// <summary>Takes a statement apart; null where it is not a SELECT that answers rows.</summary>
    internal static SelectText? Of(IReadOnlyList<TSqlStatement> statements, string batch)
    {
        if (statements is not [SelectStatement { Into: null } select] || AssignsVariables(select.QueryExpression))
        {
            return null;
        }

        var tables = new TemporaryTableNames();
        select.Accept(tables);
        var choices = new RowChoices();
        select.Accept(choices);
        var clauses = new List<string>();
        if (select.OptimizerHints.Count > 0)
        {
            clauses.Add("OPTION");
        }

        if (select.QueryExpression.ForClause is not null)
        {
            clauses.Add("FOR");
        }

        return new SelectText(TextOf(select.WithCtesAndXmlNamespaces, batch), TextOf(select.QueryExpression, batch))
        {
            StatementClauses = clauses,
            TemporaryTables = [.. tables.Names.Distinct(StringComparer.OrdinalIgnoreCase)],
            UnrepeatableParts = [.. choices.Unrepeatable.Distinct()],
            OrderedChoices = [.. choices.Ordered.Distinct()],
        };
    }

    private static bool AssignsVariables(QueryExpression query) =>
        query is QuerySpecification { SelectElements: var elements } && elements.Any(element => element is SelectSetVariable);

    private static string TextOf(TSqlFragment? fragment, string batch) =>
        fragment is null ? "" : batch.Substring(fragment.StartOffset, fragment.FragmentLength);

    private sealed class TemporaryTableNames : TSqlFragmentVisitor
    {
        internal List<string> Names { get; } = [];

        public override void Visit(NamedTableReference node)
        {
            if (node.SchemaObject.BaseIdentifier.Value is ['#', not '#', ..] name)
            {
                Names.Add(name);
            }
        }
    }
}
