using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>ORDER BY's items: NULL is the lowest value.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/queries/select-order-by-clause-transact-sql</remarks>
internal static class Ordering
{
    public static string Element(TypedSql value, ExpressionWithSortOrder element) =>
        Comparison.Order(value, element.StartLine) + (element.SortOrder == SortOrder.Descending ? " DESC NULLS LAST" : " ASC NULLS FIRST");
}
