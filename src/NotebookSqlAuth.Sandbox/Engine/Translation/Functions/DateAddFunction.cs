namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>Keeps the date's type; text counts as datetime.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/dateadd-transact-sql</remarks>
internal sealed class DateAddFunction() : ScalarFunction("DATEADD", 3, 3)
{
    public override bool TakesDatePart => true;

    public override TypedSql Translate(ScalarCall call)
    {
        var date = call.Date(1, TSqlTypes.DateTime);
        if (date.Type.Code == SqlTypeCode.Date && call.DatePart is "hour" or "minute" or "second" or "millisecond")
        {
            throw SqlErrors.Error(9810, 16, $"The datepart {call.DatePart} is not supported by date function dateadd for data type date.", call.Line);
        }

        if (call.DatePart == "iso_week")
        {
            throw SqlErrors.Error(9806, 16, "The datepart iso_week is not supported by date function dateadd.", call.Line);
        }

        var amount = $"CAST({call.Int(0).Sql} AS BIGINT)";
        var sql = $"t_dateadd('{call.DatePart}', {amount}, {Conversion.Ticks(date)}, '{DateTimeParsing.Target(date.Type)}')";
        return new TypedSql(date.Type.Code == SqlTypeCode.Date ? $"(t_date({sql}))" : sql, date.Type, true);
    }
}
