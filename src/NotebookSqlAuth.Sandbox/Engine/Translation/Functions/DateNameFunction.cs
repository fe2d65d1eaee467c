namespace NotebookSqlAuth.Sandbox.Engine;

/// <summary>A part of a date in words, US English.</summary>
/// <remarks>https://learn.microsoft.com/sql/t-sql/functions/datename-transact-sql</remarks>
internal sealed class DateNameFunction() : ScalarFunction("DATENAME", 2, 2)
{
    public override bool TakesDatePart => true;

    public override TypedSql Translate(ScalarCall call) =>
        new($"t_datename('{call.DatePart}', {Conversion.Ticks(call.Date(0))})", TSqlTypes.NVarChar(30), true);
}
