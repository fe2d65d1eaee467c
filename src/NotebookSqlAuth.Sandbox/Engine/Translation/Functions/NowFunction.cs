namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>The time, once per statement. Azure SQL's clock runs in UTC.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/getdate-transact-sql</remarks>
internal sealed class NowFunction(string name, SqlDataType type) : ScalarFunction(name, 0, 0)
{
    public override TypedSql Translate(ScalarCall call) => DuckDbText.Constant(call.Context.UtcNow, type) with { Nullable = false, IsConstant = false };
}
