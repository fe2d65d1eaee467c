namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Joins text; NULL counts as the empty text.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/concat-transact-sql</remarks>
internal sealed class ConcatFunction() : ScalarFunction("CONCAT", 2, 254)
{
    public override TypedSql Translate(ScalarCall call)
    {
        var parts = Enumerable.Range(0, call.Arguments.Count).Select(call.Text).ToList();
        var type = Concatenation.ResultType(parts);
        var sql = string.Join(" || ", parts.Select(part => $"coalesce({part.Sql}, '')"));
        return new TypedSql(Concatenation.Limit($"({sql})", parts, type), type, false);
    }
}
