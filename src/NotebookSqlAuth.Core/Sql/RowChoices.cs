using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sql;

/// <summary>Finds where a SELECT chooses among rows, at any depth: two runs of it may choose differently.</summary>
internal sealed class RowChoices : TSqlFragmentVisitor
{
    // learn.microsoft.com/sql/relational-databases/user-defined-functions/deterministic-and-nondeterministic-functions
    private static readonly HashSet<string> s_random = new(StringComparer.OrdinalIgnoreCase) { "NEWID", "CRYPT_GEN_RANDOM" };

    // learn.microsoft.com/sql/t-sql/functions/ranking-functions-transact-sql and analytic-functions-transact-sql; RANK and DENSE_RANK give ties one value.
    private static readonly HashSet<string> s_byPosition =
        new(StringComparer.OrdinalIgnoreCase) { "ROW_NUMBER", "NTILE", "LAG", "LEAD", "FIRST_VALUE", "LAST_VALUE" };

    private readonly HashSet<QueryExpression> _onlyAskedForRows = [];

    /// <summary>Parts that need no tie to choose differently.</summary>
    internal List<string> Unrepeatable { get; } = [];

    /// <summary>Parts that choose by an order, and differently only where rows tie in it.</summary>
    internal List<string> Ordered { get; } = [];

    // Whether there is a row does not depend on which.
    public override void Visit(ExistsPredicate node) => _onlyAskedForRows.Add(node.Subquery.QueryExpression);

    public override void Visit(QuerySpecification node)
    {
        if (node.TopRowFilter is not { WithTies: false } top || IsWhole(top) || _onlyAskedForRows.Contains(node))
        {
            return;
        }

        if (node.OrderByClause is null)
        {
            Unrepeatable.Add("TOP without ORDER BY");
        }
        else
        {
            Ordered.Add("TOP");
        }
    }

    public override void Visit(OffsetClause node) => Ordered.Add("OFFSET");

    public override void Visit(TableSampleClause node) => Unrepeatable.Add("TABLESAMPLE");

    public override void Visit(FunctionCall node)
    {
        var name = node.FunctionName.Value;
        if (node.CallTarget is null && (s_random.Contains(name) || (name.Equals("RAND", StringComparison.OrdinalIgnoreCase) && node.Parameters.Count == 0)))
        {
            Unrepeatable.Add(name.ToUpperInvariant() + "()");
        }
        else if (node.OverClause is not null && s_byPosition.Contains(name))
        {
            Ordered.Add(name.ToUpperInvariant());
        }
    }

    private static bool IsWhole(TopRowFilter top)
    {
        var count = top.Expression is ParenthesisExpression inner ? inner.Expression : top.Expression;
        return top.Percent && count is Literal { Value: "100" };
    }
}
