namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Where a text first stands in another, from 1; 0 when nowhere.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/charindex-transact-sql</remarks>
internal sealed class CharIndexFunction() : ScalarFunction("CHARINDEX", 2, 3)
{
    public override TypedSql Translate(ScalarCall call)
    {
        var (wanted, text) = (call.Text(0), call.Text(1));
        var start = call.Arguments.Count == 3 ? call.Int(2).Sql : Conversion.Integer(1);
        var type = text.Type.Length == TSqlTypes.Max ? TSqlTypes.BigInt : TSqlTypes.Int;
        return new TypedSql($"CAST(t_charindex({wanted.Sql}, {text.Sql}, {start}) AS {TSqlTypes.DuckDbName(type)})", type, true);
    }
}
