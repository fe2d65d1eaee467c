namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>The session's database.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/db-name-transact-sql</remarks>
internal sealed class DatabaseNameFunction() : ScalarFunction("DB_NAME", 0, 0)
{
    public override TypedSql Translate(ScalarCall call) => DuckDbText.Constant(call.Context.Session.Database, TSqlTypes.NVarChar(128));
}
