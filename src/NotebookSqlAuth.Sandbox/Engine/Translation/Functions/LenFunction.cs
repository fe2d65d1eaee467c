namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Characters without trailing blanks.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/len-transact-sql</remarks>
internal sealed class LenFunction() : ScalarFunction("LEN", 1, 1)
{
    public override TypedSql Translate(ScalarCall call)
    {
        var text = call.Text(0);
        var type = text.Type.Length == TSqlTypes.Max ? TSqlTypes.BigInt : TSqlTypes.Int;
        return new TypedSql($"CAST(t_len({text.Sql}) AS {TSqlTypes.DuckDbName(type)})", type, true);
    }
}
