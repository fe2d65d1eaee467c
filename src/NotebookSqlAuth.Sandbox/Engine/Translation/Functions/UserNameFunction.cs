namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Who signed in.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/suser-sname-transact-sql</remarks>
internal sealed class UserNameFunction(string name) : ScalarFunction(name, 0, 0)
{
    public override TypedSql Translate(ScalarCall call) => DuckDbText.Constant(call.Context.Session.UserName, TSqlTypes.NVarChar(128));
}
