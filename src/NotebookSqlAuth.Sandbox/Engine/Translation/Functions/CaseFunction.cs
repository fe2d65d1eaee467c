namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>UPPER and LOWER keep the argument's length.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/upper-transact-sql</remarks>
internal sealed class CaseFunction(string name) : ScalarFunction(name, 1, 1)
{
    public override TypedSql Translate(ScalarCall call)
    {
        var text = call.Text(0);
        return new TypedSql($"{call.Name.Lower()}({text.Sql})", TextResult.Varying(text.Type), true);
    }
}
