namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>A date out of year, month and day.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/datefromparts-transact-sql</remarks>
internal sealed class DateFromPartsFunction() : ScalarFunction("DATEFROMPARTS", 3, 3)
{
    public override TypedSql Translate(ScalarCall call) =>
        new($"(t_date(t_datefromparts({call.Int(0).Sql}, {call.Int(1).Sql}, {call.Int(2).Sql})))", TSqlTypes.Date, true);
}
