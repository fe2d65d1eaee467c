namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>The last day of a date's month, some months on.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/eomonth-transact-sql</remarks>
internal sealed class EndOfMonthFunction() : ScalarFunction("EOMONTH", 1, 2)
{
    public override TypedSql Translate(ScalarCall call)
    {
        var ticks = Conversion.Ticks(call.Date(0));
        var months = call.Arguments.Count == 2 ? $"coalesce(CAST({call.Int(1).Sql} AS BIGINT), 0)" : "CAST(0 AS BIGINT)";
        return new TypedSql($"CAST(last_day(t_date(t_dateadd('month', {months}, {ticks}, 'date'))) AS DATE)", TSqlTypes.Date, true);
    }
}
