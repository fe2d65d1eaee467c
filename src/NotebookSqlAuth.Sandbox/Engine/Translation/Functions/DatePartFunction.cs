namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>A part of a date, as int.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/datepart-transact-sql</remarks>
internal sealed class DatePartFunction() : ScalarFunction("DATEPART", 2, 2)
{
    public override bool TakesDatePart => true;

    public override TypedSql Translate(ScalarCall call)
    {
        var date = call.Date(0);
        return date.Type.Code == SqlTypeCode.Date && call.DatePart is "hour" or "minute" or "second" or "millisecond"
            ? throw SqlErrors.Error(9810, 16, $"The datepart {call.DatePart} is not supported by date function datepart for data type date.", call.Line)
            : new TypedSql($"t_datepart('{call.DatePart}', {Conversion.Ticks(date)})", TSqlTypes.Int, true);
    }
}
