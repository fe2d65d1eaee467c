namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>YEAR, MONTH and DAY.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/year-transact-sql</remarks>
internal sealed class CalendarFunction(string name) : ScalarFunction(name, 1, 1)
{
    /// <summary>DuckDB's own functions agree with T-SQL's here, and are quicker than a call into ours.</summary>
    public override TypedSql Translate(ScalarCall call)
    {
        var date = call.Date(0);
        var day = date.Type.Code == SqlTypeCode.Date ? date.Sql : $"(t_date({date.Sql}))";
        return new TypedSql($"CAST({call.Name.Lower()}({day}) AS INTEGER)", TSqlTypes.Int, true);
    }
}
