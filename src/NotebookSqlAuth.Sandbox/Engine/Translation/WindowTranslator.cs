using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Functions with an OVER clause.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/queries/select-over-clause-transact-sql</remarks>
internal sealed class WindowTranslator(ExpressionTranslator expressions)
{
    private static readonly HashSet<string> Ranking = ["ROW_NUMBER", "RANK", "DENSE_RANK"];

    public static IReadOnlyCollection<string> RankingNames => Ranking;

    public static bool IsWindowOnly(string name) => Ranking.Contains(name) || name is "LAG" or "LEAD" or "NTILE" or "FIRST_VALUE" or "LAST_VALUE";

    public TypedSql Translate(FunctionCall call, string name)
    {
        var over = call.OverClause;
        if (over.WindowName is not null || over.WindowFrameClause is not null)
        {
            throw SqlErrors.NotSupported("window frame (ROWS or RANGE)", over.StartLine);
        }

        if (!expressions.AllowsWindows)
        {
            throw SqlErrors.Error(4108, 15, "Windowed functions can only appear in the SELECT or ORDER BY clauses.", call.StartLine);
        }

        var clause = Clause(over);
        if (Ranking.Contains(name))
        {
            return Rank(call, name, clause);
        }

        if (!AggregateTranslator.IsAggregate(name))
        {
            throw SqlErrors.NotSupported($"{name} with OVER", call.StartLine);
        }

        return call.UniqueRowFilter == UniqueRowFilter.Distinct
            ? throw SqlErrors.Error(10759, 15, "Use of DISTINCT is not allowed with the OVER clause.", call.StartLine)
            : AggregateTranslator.Aggregate(call, name, clause, expressions.Translate);
    }

    private static TypedSql Rank(FunctionCall call, string name, string clause)
    {
        if (call.Parameters.Count > 0)
        {
            throw SqlErrors.ArgumentCount(name, 0, call.StartLine);
        }

        return call.OverClause.OrderByClause is null
            ? throw SqlErrors.Error(4112, 15, $"The function '{name}' must have an OVER clause with ORDER BY.", call.StartLine)
            : new TypedSql($"{name.Lower()}(){clause}", TSqlTypes.BigInt, true);
    }

    private string Clause(OverClause over)
    {
        var partition = over.Partitions.Count == 0
            ? string.Empty
            : "PARTITION BY " + string.Join(", ", over.Partitions.Select(part => Comparison.Key(expressions.Translate(part))));
        var order = over.OrderByClause is null
            ? string.Empty
            : " ORDER BY " + string.Join(", ", over.OrderByClause.OrderByElements.Select(Element));
        return $" OVER ({partition}{order})";
    }

    private string Element(ExpressionWithSortOrder element)
    {
        if (element.Expression is Literal)
        {
            throw SqlErrors.Error(5308, 16, "Windowed functions, aggregates and NEXT VALUE FOR functions do not support integer indices as ORDER BY clause expressions.", element.StartLine);
        }

        return Ordering.Element(expressions.Translate(element.Expression), element);
    }
}
