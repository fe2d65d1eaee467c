using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Looks for aggregates that belong to the query at hand: those of subqueries and window functions do not.</summary>
internal sealed class AggregateFinder : TSqlFragmentVisitor
{
    private bool _found;

    public static bool IsIn(TSqlFragment? fragment)
    {
        var finder = new AggregateFinder();
        fragment?.Accept(finder);
        return finder._found;
    }

    public override void ExplicitVisit(FunctionCall node)
    {
        _found |= node.OverClause is null && AggregateTranslator.IsAggregate(node.FunctionName.Value.ToUpperInvariant());
        base.ExplicitVisit(node);
    }

    public override void ExplicitVisit(ScalarSubquery node)
    {
    }
}

/// <summary>Looks for subqueries.</summary>
internal sealed class SubqueryFinder : TSqlFragmentVisitor
{
    private bool _found;

    public static bool IsIn(TSqlFragment fragment)
    {
        var finder = new SubqueryFinder();
        fragment.Accept(finder);
        return finder._found;
    }

    public override void ExplicitVisit(ScalarSubquery node) => _found = true;
}

/// <summary>Looks for a table of a name, as a recursive common table expression reads itself.</summary>
internal sealed class RecursionFinder(string name) : TSqlFragmentVisitor
{
    private bool _found;

    public static bool IsIn(TSqlFragment fragment, string name)
    {
        var finder = new RecursionFinder(name);
        fragment.Accept(finder);
        return finder._found;
    }

    public override void ExplicitVisit(NamedTableReference node) =>
        _found |= node.SchemaObject.Count == 1 && string.Equals(node.SchemaObject.BaseIdentifier.Value, name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Looks for a column's name.</summary>
internal sealed class ColumnFinder : TSqlFragmentVisitor
{
    private bool _found;

    public static bool IsIn(TSqlFragment fragment)
    {
        var finder = new ColumnFinder();
        fragment.Accept(finder);
        return finder._found;
    }

    public override void ExplicitVisit(ColumnReferenceExpression node) => _found |= node.ColumnType == ColumnType.Regular;
}

/// <summary>Lists the variables that an expression reads.</summary>
internal sealed class VariableFinder : TSqlFragmentVisitor
{
    private readonly List<string> _names = [];

    public static IReadOnlyList<string> Names(TSqlFragment fragment)
    {
        var finder = new VariableFinder();
        fragment.Accept(finder);
        return finder._names;
    }

    public override void ExplicitVisit(VariableReference node) => _names.Add(node.Name);
}
