namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Counts boundaries crossed; weeks begin on Sunday whatever DATEFIRST says.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/datediff-transact-sql</remarks>
internal sealed class DateDiffFunction() : ScalarFunction("DATEDIFF", 3, 3)
{
    public override bool TakesDatePart => true;

    public override TypedSql Translate(ScalarCall call)
    {
        var (start, end) = (call.Date(0), call.Date(1));
        return call.DatePart == "iso_week"
            ? throw SqlErrors.Error(9806, 16, "The datepart iso_week is not supported by date function datediff.", call.Line)
            : new TypedSql($"t_datediff('{call.DatePart}', {Conversion.Ticks(start)}, {Conversion.Ticks(end)})", TSqlTypes.Int, true);
    }
}
